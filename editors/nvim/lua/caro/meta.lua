---@meta
-- The types of `vim.g.caro`, for lua-language-server: no code, and never loaded.

---@class caro.Options: caro.Settings
---@field nvim? caro.Nvim what only Neovim has

---@class caro.Nvim
---@field autostart? boolean whether the server starts with the first shell file; true
---@field ghost? boolean whether this plugin shows ghost text; false leaves it to `vim.lsp.inline_completion`; true
---@field ghost_with_menu? boolean whether ghost text stays while a completion menu is open; false

---@type caro.Options|fun(): caro.Options
vim.g.caro = nil

---@class caro.Settings
---@field path? string the program caro-lsp; empty: the one in PATH, else cargo's
---@field completion? 'auto'|'on'|'off'
---@field diagnostics? caro.Settings.Diagnostics
---@field ghostText? caro.Settings.GhostText
---@field model? caro.Settings.Model
---@field platform? 'auto'|'linux'|'macos'|'busybox'|'posix'
---@field server? caro.Settings.Server
---@field shellcheck? caro.Settings.Shellcheck
---@field workspaceTrusted? boolean

---@class caro.Settings.Diagnostics
---@field enabled? boolean

---@class caro.Settings.GhostText
---@field alternatives? integer
---@field budgetMs? integer
---@field enabled? boolean
---@field exclude? string[]
---@field fileNames? boolean
---@field shells? ('sh'|'bash'|'ksh')[]
---@field threshold? integer
---@field trigger? 'automatic'|'manual'

---@class caro.Settings.Model
---@field budgetMs? integer
---@field contextTokens? integer
---@field enabled? boolean
---@field idleMinutes? integer
---@field name? string
---@field offer? boolean
---@field threads? integer

---@class caro.Settings.Server
---@field keyCommand? string[]
---@field keyVariable? string
---@field model? string
---@field url? string

---@class caro.Settings.Shellcheck
---@field enable? 'auto'|'on'|'off'
---@field path? string
