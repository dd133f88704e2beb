"""What tests of several rooms share: offices, repositories, servers, browsers."""
