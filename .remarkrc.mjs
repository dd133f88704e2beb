// Checks the header of requests and articles in VS Code (extension unifiedjs.vscode-remark), after `npm install`.
import remarkFrontmatter from "remark-frontmatter";
import remarkLintFrontmatterSchema from "remark-lint-frontmatter-schema";

export default {
  plugins: [
    remarkFrontmatter,
    [
      remarkLintFrontmatterSchema,
      {
        schemas: {
          "./site_config/schema/request.schema.json": ["./content/requests/*/*.md"],
          "./site_config/schema/article.schema.json": ["./content/news/*/*.md"],
        },
      },
    ],
  ],
};
