---@meta
-- The settings in `vim.g.caro`, for lua-language-server: no code, and never loaded.
-- Written by `cargo xtask gen`; edit the definition in caro-lsp/src/config.rs, not this file.

---@class caro.Settings
---@field completion? 'auto'|'on'|'off' A list of commands, flags and variables while you type; `auto` gives it where the editor says that nothing else does.
---@field diagnostics? caro.Settings.Diagnostics Marks under dangerous commands.
---@field ghostText? caro.Settings.GhostText Commands suggested in grey while you type.
---@field history? caro.Settings.History What was asked, offered and made of it, kept on this machine only.
---@field model? caro.Settings.Model A language model on this machine, asked beside the generator that is always there.
---@field path? string The program `caro-lsp` that the editor starts, as an absolute path; empty takes the one that came with the extension, else the one in `PATH`, else cargo's. The server itself ignores it.
---@field platform? 'auto'|'linux'|'macos'|'busybox'|'posix' What your scripts, and the commands suggested for them, must run on; `auto` takes what a script's first line says, else this machine.
---@field server? caro.Settings.Server An OpenAI-compatible server, asked in the place of a model on this machine; only for your own settings, never for a workspace's.
---@field shellcheck? caro.Settings.Shellcheck The findings and fixes of an installed ShellCheck, beside our own.
---@field workspaceTrusted? boolean Whether a workspace's `.caro.toml` may lower dangers; only for your own settings, never for a workspace's.

---@class caro.Settings.Diagnostics
---@field enabled? boolean Whether dangerous commands are marked in the editor.

---@class caro.Settings.GhostText
---@field alternatives? integer How many answers you can choose from, 1 to 5; only answers that differ in what they do.
---@field budgetMs? integer How long a model or a server may take, in milliseconds, 50 to 30000; then nothing is shown. The generator that needs no model takes a few milliseconds.
---@field enabled? boolean Whether a command is suggested under a comment that asks for one.
---@field exclude? (string)[] Paths without ghost text, as `.gitignore` writes them: `vendor/`, `*.bats`.
---@field fileNames? boolean Whether the names of files and folders in the workspace's root are read, so that a comment can name them by one plain word. Their contents are never read.
---@field shells? ('sh'|'bash'|'ksh')[] The shells it is for: `sh`, `bash`, `ksh`.
---@field threshold? integer How sure an answer must be to be shown unasked, in percent, 55 to 100. By key, 20 less is enough, and never less than 55.
---@field trigger? 'automatic'|'manual' When: `automatic` while you type, `manual` only when you ask by key.

---@class caro.Settings.History
---@field enabled? boolean Whether requests and answers are remembered. Secrets are taken out before anything is written.
---@field exclude? (string)[] Paths of which nothing is remembered, as `.gitignore` writes them: `secrets/`, `*.bats`.
---@field learning? boolean Whether what you take, change and refuse makes later answers fit you better.
---@field maxMegabytes? integer How many megabytes all of it may take, 1 to 10000; the oldest entries go first.
---@field retentionDays? integer After how many days an entry is deleted, 0 to 3650; 0 keeps it for ever.
---@field shells? ('sh'|'bash'|'ksh')[] The shells whose scripts are remembered: `sh`, `bash`, `ksh`.

---@class caro.Settings.Model
---@field budgetMs? integer How long it may take when you ask for a command, in milliseconds, 50 to 600000.
---@field contextTokens? integer How many tokens it sees at most, 256 to 131072; more needs more memory.
---@field enabled? boolean Whether a model is asked at all. Nothing is ever downloaded by that.
---@field idleMinutes? integer After how many minutes without a question its memory is given back, 1 to 1440.
---@field name? string Which one: a name of `caro-lsp models list`, or the absolute path of a GGUF file; empty takes the one of `caro-lsp models use`. Only for your own settings, never for a workspace's.
---@field offer? boolean Whether Caro may ask once, ever, whether you want a model.
---@field threads? integer How many threads compute, 0 to 1024; 0 for one on each physical core but one.

---@class caro.Settings.Server
---@field keyCommand? (string)[] The command that prints its key, as a list of words; it is started without a shell.
---@field keyVariable? string The environment variable that holds its key; empty for none.
---@field model? string Which of its models; empty for its only one.
---@field url? string Its address, such as `http://127.0.0.1:8080/v1`; empty for none. It gets your comment and the lines around it, without those that hold secrets.

---@class caro.Settings.Shellcheck
---@field enable? 'auto'|'on'|'off' Whether its findings are shown too; `auto` shows them where the editor says that nothing else does.
---@field path? string The program: a name in `PATH`, or an absolute path. Never taken from a workspace that is not trusted.
