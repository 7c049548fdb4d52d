-- What the cases share: a Neovim of their own, and ways to wait for what a person would see.
local M = {}

local child = MiniTest.new_child_neovim()
M.child = child
M.eq = MiniTest.expect.equality

local root = _G.caro_root

---@type string a fresh folder for each case
M.dir = nil

-- What is nil there arrives as `vim.NIL`, which is true.
local function holds(expression)
  local value = child.lua_get(expression)
  return value ~= nil and value ~= vim.NIL and value ~= false
end

--- Waits until a Lua expression in the child is true.
---@param what string
---@param expression string
---@param time? integer milliseconds
function M.wait(what, expression, time)
  local found = vim.wait(time or 15000, function()
    return holds(expression)
  end, 10)
  if not found then
    local lines = vim.inspect(child.api.nvim_buf_get_lines(0, 0, -1, false))
    error(('timed out: %s\n%s\n%s'):format(what, lines, child.cmd_capture('messages')), 2)
  end
end

--- Holds for a while that an expression stays true: what must not happen has had its time.
---@param what string
---@param expression string
---@param time? integer
function M.stays(what, expression, time)
  local changed = vim.wait(time or 250, function()
    return not holds(expression)
  end, 10)
  if changed then
    error('changed: ' .. what, 2)
  end
end

--- Starts a Neovim: `caro` is Lua for `vim.g.caro`, `before` is run before the plugin is there.
---@param options? { caro?: string, before?: string, rules?: table, program?: string, args?: string[] }
function M.start(options)
  options = options or {}
  M.dir = vim.fn.tempname()
  vim.fn.mkdir(M.dir, 'p')
  M.dir = vim.uv.fs_realpath(M.dir)
  vim.env.CARO_TEST_LOG = M.dir .. '/sent.log'
  vim.env.CARO_TEST_RULES = vim.json.encode(next(options.rules or {}) and options.rules or vim.empty_dict())
  vim.env.CARO_TEST_PROGRAM = options.program or (options.rules and root .. '/tests/proxy.py') or vim.env.CARO_LSP
  local args = { '--clean', '-u', root .. '/tests/init.lua' }
  if options.caro then
    vim.list_extend(args, { '--cmd', 'lua vim.g.caro = ' .. options.caro })
  end
  if options.before then
    vim.list_extend(args, { '--cmd', 'lua ' .. options.before })
  end
  vim.list_extend(args, options.args or {})
  child.restart(args)
  child.o.lines, child.o.columns = 24, 80
  child.o.shell = 'bash'
  child.lua([[
    _G.told = {}
    local notify = vim.notify
    vim.notify = function(text, level)
      table.insert(_G.told, text)
    end
    vim.notify_once = vim.notify
    _G.events = {}
    for _, name in ipairs({ 'CaroAccepted', 'CaroStatus', 'CaroInserted' }) do
      vim.api.nvim_create_autocmd('User', { pattern = name, callback = function(event)
        table.insert(_G.events, { name = name, data = event.data })
      end })
    end
  ]])
end

function M.stop()
  child.stop()
end

M.ATTACHED = [[(function()
  local client = vim.lsp.get_clients({ bufnr = 0, name = 'caro' })[1]
  return client ~= nil and client.initialized == true
end)()]]

--- Opens a script and waits for the server.
---@param lines string[]
---@param name? string
---@return string path
function M.open(lines, name)
  local path = M.dir .. '/' .. (name or 'x.sh')
  vim.fn.writefile(lines, path)
  child.cmd('edit ' .. vim.fn.fnameescape(path))
  M.wait('the server is attached', M.ATTACHED)
  return path
end

---@param lines string[]
function M.lines_are(lines)
  M.eq(child.api.nvim_buf_get_lines(0, 0, -1, false), lines)
end

---@return string
function M.line()
  return child.api.nvim_get_current_line()
end

-- What is shown as ghost text: the lines of it, or false.
M.GHOST = [[(function()
  local ns = vim.api.nvim_get_namespaces()['caro.ghost']
  local mark = ns and vim.api.nvim_buf_get_extmarks(0, ns, 0, -1, { details = true })[1]
  if not mark then
    return false
  end
  local text = { mark[4].virt_text[1][1] }
  for _, line in ipairs(mark[4].virt_lines or {}) do
    table.insert(text, line[1][1])
  end
  return table.concat(text, '\n')
end)()]]

---@return string|false
function M.ghost()
  return child.lua_get(M.GHOST)
end

--- Waits for ghost text, any or this one.
---@param text? string
---@return string
function M.wait_ghost(text)
  M.wait('ghost text ' .. (text or ''), text and ('%s == %q'):format(M.GHOST, text) or M.GHOST)
  return M.ghost() --[[@as string]]
end

function M.wait_no_ghost()
  M.wait('no ghost text', 'not ' .. M.GHOST)
end

--- What the client sent to the server, behind the proxy, with this method or command.
---@param method string
---@return table[]
function M.sent(method)
  local found = {}
  if vim.fn.filereadable(M.dir .. '/sent.log') == 0 then
    return found
  end
  for _, line in ipairs(vim.fn.readfile(M.dir .. '/sent.log')) do
    local ok, message = pcall(vim.json.decode, line)
    if ok and (message.method == method or message.params and message.params.command == method) then
      table.insert(found, message)
    end
  end
  return found
end

---@param method string
---@return table[]
function M.wait_sent(method)
  local found
  local ok = vim.wait(15000, function()
    found = M.sent(method)
    return #found > 0
  end, 10)
  if not ok then
    error(method .. ' was not sent', 2)
  end
  return found
end

--- Waits until the user was told something.
---@param pattern string a Lua pattern
---@param time? integer
---@return string
function M.wait_told(pattern, time)
  local expression = ([[(function()
    for _, text in ipairs(_G.told) do
      if text:find(%q) then
        return text
      end
    end
    return false
  end)()]]):format(pattern)
  M.wait('told: ' .. pattern, expression, time)
  return child.lua_get(expression)
end

---@return string[]
function M.told()
  return child.lua_get('_G.told')
end

---@param name string
---@return table[]
function M.events(name)
  return vim.tbl_filter(function(event)
    return event.name == name
  end, child.lua_get('_G.events'))
end

--- A picker of the user's that takes one entry of each list, and a dialog that is answered with `_G.yes`, else no.
---@param number integer
function M.pick(number)
  child.lua(([[
    vim.ui.select = function(list, options, done)
      _G.labels = vim.tbl_map(options.format_item, list)
      done(list[%d], %d)
    end
    vim.fn.confirm = function(question)
      _G.question = question
      return _G.yes or 2
    end
  ]]):format(number, number))
end

--- All of the buffer whose name ends so.
---@param name string
---@return string[]|false
function M.page(name)
  return child.lua_get(([[(function()
    for _, buf in ipairs(vim.api.nvim_list_bufs()) do
      if vim.api.nvim_buf_get_name(buf):find(%q, 1, true) then
        return vim.api.nvim_buf_get_lines(buf, 0, -1, false)
      end
    end
    return false
  end)()]]):format('caro://' .. name))
end

---@param name string
---@return string the page as one text
function M.wait_page(name)
  local page
  local ok = vim.wait(15000, function()
    page = M.page(name)
    return page ~= false
  end, 10)
  if not ok then
    error(('no page %s\n%s'):format(name, vim.inspect(M.told())), 2)
  end
  return table.concat(page, '\n')
end

--- Fails unless a text has a pattern in it.
---@param text string
---@param pattern string
function M.has(text, pattern)
  if not text:find(pattern) then
    error(('%q is not in:\n%s'):format(pattern, text), 2)
  end
end

--- A set of cases, each with a Neovim that ends after it.
function M.set()
  return MiniTest.new_set({ hooks = { post_case = M.stop } })
end

return M
