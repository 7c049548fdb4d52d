-- `:Caro`: one word for each thing to do, with completion.
local M = {}

local page = require('caro.page')
local process = require('caro.process')
local server = require('caro.server')

---@class caro.Call
---@field words? string what stands behind the name
---@field first? integer
---@field last? integer

---@param command string
---@return fun()
local function runs(command)
  return function()
    server.client(function(client)
      server.execute(client, command, nil, function(state)
        vim.notify(('Caro: %s'):format(state.message or state.state))
      end)
    end)
  end
end

local function status()
  local client = vim.lsp.get_clients({ name = 'caro', bufnr = 0 })[1] or vim.lsp.get_clients({ name = 'caro' })[1]
  if not client then
    local why = process.given_up()
    return vim.notify('Caro: no server is running.' .. (why and ' ' .. why or ''), vim.log.levels.WARN)
  end
  server.execute(client, 'caro.status', { uri = vim.uri_from_bufnr(0) }, function(answer)
    local silent = answer.document and answer.document.silent
    local parts = { ('Caro %s: %s.'):format(answer.version, answer.state), answer.message, silent and silent .. '.' }
    vim.notify(table.concat(vim.tbl_values(parts), ' '))
  end)
end

local function log()
  vim.cmd.tabedit(vim.fn.fnameescape(vim.lsp.log.get_filename()))
  vim.bo.readonly, vim.bo.autoread = true, true
  vim.cmd.normal({ 'G', bang = true })
end

local function doctor()
  local program, problem = process.find()
  if not program then
    return vim.notify('Caro: ' .. problem, vim.log.levels.ERROR)
  end
  vim.system(
    { program, 'doctor' },
    { text = true, timeout = 20000 },
    vim.schedule_wrap(function(done)
      local text = vim.trim((done.stdout or '') .. (done.stderr or ''))
      page.show('doctor', vim.split(text == '' and 'The doctor says nothing.' or text, '\n', { plain = true }))
    end)
  )
end

---@type table<string, fun(call: caro.Call)>
local commands = {
  generate = function(call)
    require('caro.generate').run({ wish = call.words, first = call.first, last = call.last })
  end,
  explain = function(call)
    require('caro.explain').run({ command = call.words, first = call.first, last = call.last })
  end,
  harden = function(call)
    require('caro.change').harden(call.words)
  end,
  rehearse = function(call)
    require('caro.change').rehearse('rehearse', call.first, call.last)
  end,
  restore = function(call)
    require('caro.change').rehearse('restore', call.first, call.last)
  end,
  model = function(call)
    require('caro.model').run(call.words)
  end,
  history = function(call)
    require('caro.history').run(call.words)
  end,
  forget = function(call)
    require('caro.history').forget(call.words)
  end,
  learned = function()
    require('caro.history').learned()
  end,
  private = function()
    require('caro.history').private()
  end,
  status = status,
  pause = runs('caro.pause'),
  resume = runs('caro.resume'),
  restart = server.restart,
  log = log,
  doctor = doctor,
}

---@param call table as `nvim_create_user_command` gives it
function M.run(call)
  local name, words = call.args:match('^(%S*)%s*(.-)%s*$')
  local has_range = call.range > 0
  if name == '' then
    return status()
  end
  local command = commands[name]
  if not command then
    local names = vim.tbl_keys(commands)
    table.sort(names)
    return vim.notify(('Caro: %s is none of %s'):format(name, table.concat(names, ', ')), vim.log.levels.ERROR)
  end
  command({
    words = words ~= '' and words or nil,
    first = has_range and call.line1 or nil,
    last = has_range and call.line2 or nil,
  })
end

---@param lead string
---@param line string
---@param cursor integer
---@return string[]
function M.complete(lead, line, cursor)
  local before = line:sub(1, cursor):gsub('^.-Caro%s+', '')
  local name = before:match('^(%S+)%s')
  local names = {}
  if not name then
    names = vim.tbl_keys(commands)
  elseif name == 'harden' and before:match('^%S+%s+%S*$') then
    names = require('caro.change').refactorings()
  elseif name == 'forget' and before:match('^%S+%s+%S*$') then
    names = { 'entry', 'habit', 'history', 'habits' }
  end
  names = vim.tbl_filter(function(it)
    return vim.startswith(it, lead)
  end, names)
  table.sort(names)
  return names
end

return M
