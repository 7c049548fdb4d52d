-- Finds the program caro-lsp and runs it; what goes wrong with it is told once, and a crash is followed by a new start.
local M = {}

local options = require('caro.options')

-- So long a start may take, in milliseconds; a healthy one takes 20.
M.PATIENCE = 5000
-- So long to wait before each new start, in seconds. Crashes that are older than the window are forgotten.
local PAUSES = { 1, 4, 16 }
local WINDOW = 300

---@type number[] when it crashed
local crashes = {}
---@type string? why it is left alone
local given_up

---@param text string
---@param level? integer
local function tell(text, level)
  vim.schedule(function()
    vim.notify('Caro: ' .. text, level or vim.log.levels.ERROR)
  end)
end

--- The program to start: the user's, else the one in PATH, else cargo's.
---@return string? program
---@return string? problem one sentence, where there is none
function M.find()
  local path = options.all().path
  if type(path) == 'string' and path ~= '' then
    path = vim.fs.normalize(path)
    if vim.fn.executable(path) == 1 then
      return vim.fn.exepath(path)
    end
    local is_there = vim.uv.fs_stat(path)
    return nil, ('%s %s (`path` in vim.g.caro).'):format(path, is_there and 'is no program' or 'does not exist')
  end
  local cargo = vim.fs.joinpath(vim.env.CARGO_HOME or vim.fs.normalize('~/.cargo'), 'bin', 'caro-lsp')
  for _, program in ipairs({ 'caro-lsp', cargo }) do
    if vim.fn.executable(program) == 1 then
      return vim.fn.exepath(program)
    end
  end
  return nil, 'caro-lsp was not found in PATH; name it as `path` in vim.g.caro. See :help caro-install.'
end

--- Whether it makes sense to start the server; if not, the user was told why.
---@return boolean
function M.may_start()
  local _, problem = M.find()
  if problem and not given_up then
    given_up = problem
    tell(problem, vim.log.levels.WARN)
  end
  return not given_up
end

--- Why the server is not started any more.
---@return string?
function M.given_up()
  return given_up
end

--- Forgets what went wrong, since the user wants another try.
function M.forget()
  given_up, crashes = nil, {}
end

---@param why string
local function give_up(why)
  if not given_up then
    given_up = why
    tell(why .. ' Look at :Caro log, then :Caro restart.')
  end
end

---@param why string
local function crashed(why)
  local now = vim.uv.now() / 1000
  crashes = vim.tbl_filter(function(time)
    return now - time < WINDOW
  end, crashes)
  local pause = PAUSES[#crashes + 1]
  table.insert(crashes, now)
  if not pause then
    return give_up(('the server ended %d times (%s).'):format(#crashes, why))
  end
  if pause == PAUSES[1] then
    tell(('the server ended (%s) and is started again.'):format(why), vim.log.levels.WARN)
  end
  vim.defer_fn(function()
    if not given_up then
      require('caro.server').start_all()
    end
  end, pause * 1000)
end

-- A server that could not be started, in the form that Neovim wants one in.
local function nothing()
  local no = function()
    return false
  end
  return {
    request = no,
    notify = no,
    terminate = no,
    is_closing = function()
      return true
    end,
  }
end

--- Starts the program; Neovim calls it as the client's `cmd`.
---@param dispatchers vim.lsp.rpc.Dispatchers
---@return vim.lsp.rpc.PublicClient
function M.run(dispatchers)
  local program, problem = M.find()
  if not program then
    give_up(problem or '')
    return nothing()
  end
  local is_ready, is_stopping = false, false
  local original = vim.deepcopy(dispatchers)

  local watched = vim.tbl_extend('force', dispatchers, {
    on_error = function(code, ...)
      -- What is no message of the protocol: told once, and never the text itself.
      if code == vim.lsp.rpc.client_errors.INVALID_SERVER_MESSAGE then
        return give_up(('%s writes what is no LSP: is it caro-lsp?'):format(program))
      end
      original.on_error(code, ...)
    end,
    on_exit = function(code, signal)
      vim.schedule(function()
        if not is_stopping and vim.v.exiting == vim.NIL and not given_up then
          crashed(signal ~= 0 and ('signal %d'):format(signal) or ('exit status %d'):format(code))
        end
      end)
      -- Neovim would tell of it a second time.
      original.on_exit(0, 0)
    end,
  })

  local ok, rpc = pcall(vim.lsp.rpc.start, { program }, watched)
  if not ok or not rpc then
    give_up(('%s could not be started: is it a program for this machine?'):format(program))
    return nothing()
  end

  local request = rpc.request
  rpc.request = function(method, params, callback, ...)
    if method == 'initialize' then
      local answered = callback
      callback = function(...)
        is_ready = true
        return answered(...)
      end
    end
    is_stopping = is_stopping or method == 'shutdown'
    return request(method, params, callback, ...)
  end
  local terminate = rpc.terminate
  rpc.terminate = function(...)
    is_stopping = true
    return terminate(...)
  end
  vim.defer_fn(function()
    if not is_ready and not rpc.is_closing() then
      give_up(('%s has not answered for %d seconds: is it caro-lsp?'):format(program, M.PATIENCE / 1000))
      rpc.terminate()
    end
  end, M.PATIENCE)
  return rpc
end

return M
