-- The client of the language server: how it is configured, started and asked.
local M = {}

local options = require('caro.options')
local process = require('caro.process')

local FILETYPES = { 'sh', 'bash', 'ksh' }
local ROOTS = { '.caro.toml', '.git' }
-- How often is looked whether a client is ready, in milliseconds.
local STEP = 10
local HAS_CONFIG = vim.fn.has('nvim-0.11') == 1

--- What of Caro's other plugins do already, so that nothing is shown twice.
---@return { completion?: string, shellcheck?: string } who does it
function M.others()
  local found = {}
  for _, client in ipairs(vim.lsp.get_clients()) do
    if client.name == 'bashls' then
      found.completion, found.shellcheck = 'bashls', 'bashls'
    elseif client.name == 'null-ls' or client.name == 'efm' or client.name == 'diagnosticls' then
      found.shellcheck = client.name
    end
  end
  if vim.lsp.is_enabled and vim.lsp.is_enabled('bashls') then
    found.completion, found.shellcheck = 'bashls', 'bashls'
  end
  local lint = package.loaded.lint
  if type(lint) == 'table' and type(lint.linters_by_ft) == 'table' then
    for _, filetype in ipairs(FILETYPES) do
      if vim.tbl_contains(lint.linters_by_ft[filetype] or {}, 'shellcheck') then
        found.shellcheck = 'nvim-lint'
      end
    end
  end
  if vim.g.loaded_ale or vim.g.loaded_ale_dont_use_this_in_other_plugins_please then
    found.shellcheck = 'ALE'
  end
  return found
end

---@return lsp.ClientCapabilities
local function capabilities()
  local others = M.others()
  local ours = {
    -- What other servers for shell scripts count in: Neovim warns where clients of one buffer differ.
    general = { positionEncodings = { 'utf-16' } },
    experimental = {
      caro = {
        status = true,
        picksModels = true,
        showsPages = true,
        lacksCompletion = others.completion == nil,
        lacksShellcheck = others.shellcheck == nil,
      },
    },
  }
  -- From 0.11 on Neovim lays this over what it can do itself.
  return HAS_CONFIG and ours or vim.tbl_deep_extend('force', vim.lsp.protocol.make_client_capabilities(), ours)
end

---@param client vim.lsp.Client
local function on_init(client)
  -- Neovim 0.12 would show a second ghost text where `vim.lsp.inline_completion` is switched on.
  if options.own().ghost ~= false then
    client.server_capabilities.inlineCompletionProvider = nil
  end
end

---@type table<integer, integer> the client of each buffer without a name
local nameless = {}

local group = vim.api.nvim_create_augroup('caro.client', {})
vim.api.nvim_create_autocmd('LspAttach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if not client or client.name ~= 'caro' then
      return
    end
    nameless[event.buf] = vim.api.nvim_buf_get_name(event.buf) == '' and client.id or nil
    if options.own().ghost ~= false then
      require('caro.ghost').attach(client, event.buf)
    end
  end,
})
vim.api.nvim_create_autocmd('LspDetach', {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if client and client.name == 'caro' then
      require('caro.ghost').detach(event.buf)
      if vim.tbl_count(client.attached_buffers) <= 1 then
        require('caro.status').forget(client.id)
      end
    end
  end,
})

-- A buffer that gets another name is another document; Neovim tells the server only of some of them.
vim.api.nvim_create_autocmd('BufFilePre', {
  group = group,
  callback = function(event)
    for _, client in ipairs(vim.lsp.get_clients({ name = 'caro', bufnr = event.buf })) do
      vim.lsp.buf_detach_client(event.buf, client.id)
      vim.api.nvim_create_autocmd('BufFilePost', {
        group = group,
        buffer = event.buf,
        once = true,
        callback = vim.schedule_wrap(function()
          if vim.api.nvim_buf_is_valid(event.buf) then
            M.start(event.buf, true)
          end
        end),
      })
    end
  end,
})

-- So does one without a name that is written for the first time: Neovim goes on under the name that it had not.
vim.api.nvim_create_autocmd('BufWritePost', {
  group = group,
  callback = function(event)
    if nameless[event.buf] and vim.api.nvim_buf_get_name(event.buf) ~= '' then
      local client = vim.lsp.get_client_by_id(nameless[event.buf])
      nameless[event.buf] = nil
      if client then
        M.notify(client, 'textDocument/didClose', { textDocument = { uri = 'file://' } })
        vim.lsp.buf_detach_client(event.buf, client.id)
        M.start(event.buf, true)
      end
    end
  end,
})

--- The client's configuration.
---@return vim.lsp.ClientConfig
function M.config()
  local settings = { caro = options.settings() }
  local config = {
    name = 'caro',
    cmd = process.run,
    filetypes = FILETYPES,
    capabilities = capabilities(),
    init_options = settings,
    settings = settings,
    on_init = on_init,
    handlers = {
      ['caro/status'] = function(_, status, context)
        require('caro.status').take(status, context.client_id)
      end,
      -- The offer of a model: Neovim would open a prompt, and what is being typed would answer it.
      ['window/showMessageRequest'] = function(_, request)
        vim.notify(('Caro: %s :Caro model shows what there is.'):format(request.message))
        return vim.NIL
      end,
    },
    -- What actions carry; the server's answer is a page.
    commands = {
      ['caro.explain'] = function(command)
        require('caro.explain').of_action(command)
      end,
      ['caro.explainDanger'] = function(command)
        require('caro.explain').of_action(command)
      end,
    },
  }
  if HAS_CONFIG then
    config.root_dir = function(buf, found)
      if process.may_start() then
        found(vim.fs.root(buf, ROOTS))
      end
    end
  end
  return config
end

---@param buf integer
local function start_before_config(buf)
  local config = M.config()
  config.root_dir = vim.fs.root(buf, ROOTS)
  vim.lsp.start(config, {
    bufnr = buf,
    -- 0.10 starts one for every file without a root.
    reuse_client = function(client, wanted)
      return client.name == wanted.name and client.config.root_dir == wanted.root_dir
    end,
  })
end

--- Starts or joins the server for one buffer.
---@param buf integer
---@param by_hand? boolean the user asks for it now
function M.start(buf, by_hand)
  if options.own().autostart == false and not by_hand or vim.bo[buf].buftype ~= '' or not process.may_start() then
    return
  end
  if HAS_CONFIG and vim.v.vim_did_enter == 0 then
    -- So early, 0.11 does not look at the buffer that asks.
    vim.api.nvim_create_autocmd('VimEnter', {
      group = group,
      once = true,
      callback = function()
        M.start_all()
      end,
    })
  end
  if not HAS_CONFIG then
    start_before_config(buf)
  elseif by_hand or not (vim.lsp.is_enabled and vim.lsp.is_enabled('caro')) then
    vim.lsp.enable('caro')
  end
end

--- Starts it for every shell script that is open.
function M.start_all()
  for _, buf in ipairs(vim.api.nvim_list_bufs()) do
    if vim.api.nvim_buf_is_loaded(buf) and vim.tbl_contains(FILETYPES, vim.bo[buf].filetype) then
      M.start(buf, true)
    end
  end
end

--- Ends every server of ours and starts again, with the settings as they are now.
function M.restart()
  process.forget()
  local running = vim.lsp.get_clients({ name = 'caro' })
  for _, client in ipairs(running) do
    if HAS_CONFIG then
      client:stop()
    else
      client.stop()
    end
  end
  local function is_gone()
    return #vim.lsp.get_clients({ name = 'caro' }) == 0
  end
  if not vim.wait(2000, is_gone, 10) then
    for _, client in ipairs(running) do
      client.rpc.terminate()
    end
    vim.wait(1000, is_gone, 10)
  end
  if HAS_CONFIG then
    vim.lsp.config('caro', {}) -- Neovim reads lsp/caro.lua again, and with it the settings.
  end
  M.start_all()
end

---@return vim.lsp.Client?
local function ready()
  local here = vim.lsp.get_clients({ name = 'caro', bufnr = 0 })[1]
  local client = here or vim.lsp.get_clients({ name = 'caro' })[1]
  return client and client.initialized and client or nil
end

--- Starts a client without a buffer, as a terminal needs it, unless one is starting.
local function start_alone()
  if #vim.lsp.get_clients({ name = 'caro', _uninitialized = true }) > 0 then
    return
  end
  local config = vim.deepcopy(HAS_CONFIG and vim.lsp.config.caro or M.config())
  local folder = vim.uv.cwd()
  config.name, config.root_dir = 'caro', folder and vim.fs.root(folder, ROOTS)
  if HAS_CONFIG then
    vim.lsp.start(config, { attach = false })
  else
    vim.lsp.start_client(config)
  end
end

--- A client to ask: the buffer's, else any, else a new one. Why there is none, the user is told elsewhere.
---@param done fun(client: vim.lsp.Client)
function M.client(done)
  local client = ready()
  if client then
    return done(client)
  end
  local why = process.given_up()
  if not process.may_start() then
    if why then
      vim.notify('Caro: ' .. why, vim.log.levels.WARN)
    end
    return
  end
  start_alone()
  local waited = 0
  local function look()
    client = ready()
    waited = waited + STEP
    if client then
      done(client)
    elseif waited < process.PATIENCE then
      vim.defer_fn(look, STEP)
    end
  end
  vim.defer_fn(look, STEP)
end

--- Sends a request: methods of a client were functions before 0.11.
---@param client vim.lsp.Client
---@param method string
---@param params table
---@param done fun(problem?: lsp.ResponseError, answer?: any)
---@param buf? integer whose changes the server must know first
---@return integer? id
function M.request(client, method, params, done, buf)
  local sent, id
  if HAS_CONFIG then
    sent, id = client:request(method, params, done, buf)
  else
    sent, id = client.request(method, params, done, buf)
  end
  return sent and id or nil
end

---@param client vim.lsp.Client
---@param id integer
function M.cancel(client, id)
  if HAS_CONFIG then
    client:cancel_request(id)
  else
    client.cancel_request(id)
  end
end

---@param client vim.lsp.Client
---@param method string
---@param params table
function M.notify(client, method, params)
  if HAS_CONFIG then
    client:notify(method, params)
  else
    client.notify(method, params)
  end
end

--- Runs a command of the server; a failure is told, and `done` is not called.
---@param client vim.lsp.Client
---@param command string
---@param argument? table
---@param done? fun(answer: any)
---@param buf? integer
function M.execute(client, command, argument, done, buf)
  local params = { command = command, arguments = argument and { argument } or {} }
  M.request(client, 'workspace/executeCommand', params, function(problem, answer)
    if problem then
      vim.notify('Caro: ' .. problem.message, vim.log.levels.ERROR)
    elseif done then
      done(answer)
    end
  end, buf)
end

return M
