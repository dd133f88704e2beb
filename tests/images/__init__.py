"""Pictures from strangers, made safe."""
