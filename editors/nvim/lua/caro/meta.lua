---@meta
-- The types of `vim.g.caro`, for lua-language-server: no code, and never loaded. The settings stand in settings.lua.

---@class caro.Options: caro.Settings
---@field nvim? caro.Nvim what only Neovim has

---@class caro.Nvim
---@field autostart? boolean whether the server starts with the first shell file; true
---@field ghost? boolean whether this plugin shows ghost text; false leaves it to `vim.lsp.inline_completion`; true
---@field ghost_with_menu? boolean whether ghost text stays while a completion menu is open; false

---@type caro.Options|fun(): caro.Options
vim.g.caro = nil
