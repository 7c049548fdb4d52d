// Checks (or with --write, mends) the form of Lua files with StyLua's WebAssembly build: node stylua.cjs MODULE FILE…
const fs = require("node:fs");

const [module_, ...rest] = process.argv.slice(2);
const writes = rest[0] === "--write";
const files = writes ? rest.slice(1) : rest;
const { Config, IndentType, LineEndings, OutputVerification, QuoteStyle, formatCode } = require(module_);

let wrong = 0;
for (const file of files) {
  // As stylua.toml says.
  const config = Config.new();
  config.column_width = 120;
  config.indent_type = IndentType.Spaces;
  config.indent_width = 2;
  config.quote_style = QuoteStyle.AutoPreferSingle;
  config.line_endings = LineEndings.Unix;
  const text = fs.readFileSync(file, "utf8");
  const formed = formatCode(text, config, undefined, OutputVerification.None);
  if (formed !== text) {
    if (writes) fs.writeFileSync(file, formed);
    else {
      wrong += 1;
      console.log(`${file}: not as stylua lays it out`);
    }
  }
}
process.exit(wrong ? 1 : 0);
