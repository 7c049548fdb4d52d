-- Puts a command at the prompt of a `:terminal`, and never runs it: no newline, no control character, and nothing at
-- all where a program would read it instead of a shell.
local M = {}

local SHELLS = { ash = true, bash = true, dash = true, fish = true, ksh = true, mksh = true, sh = true, zsh = true }
-- A prompt that is being drawn looks busy for a moment.
local PATIENCE = 400

---@class caro.Process
---@field pid integer
---@field name string
---@field is_running boolean uses a processor right now
---@field group integer
---@field foreground integer the group that reads from its terminal

---@param pid integer
---@return caro.Process?
local function from_proc(pid)
  local file = io.open(('/proc/%d/stat'):format(pid))
  local stat = file and file:read('*a')
  if file then
    file:close()
  end
  local name, state, group, foreground = (stat or ''):match('%((.*)%) (%S+) %S+ (%S+) %S+ %S+ (%S+)')
  if not name then
    return nil
  end
  local is_running = state == 'R'
  return { pid = pid, name = name, is_running = is_running, group = tonumber(group), foreground = tonumber(foreground) }
end

---@param pid integer
---@return caro.Process?
local function from_ps(pid)
  local call = { 'ps', '-o', 'stat=', '-o', 'pgid=', '-o', 'tpgid=', '-o', 'comm=', '-p', tostring(pid) }
  local ok, done = pcall(function()
    return vim.system(call, { text = true }):wait(2000)
  end)
  local state, group, foreground, name = (ok and done.stdout or ''):match('(%S+)%s+(%S+)%s+(%S+)%s+([^\n]+)')
  if not name then
    return nil
  end
  local is_running = state:sub(1, 1) == 'R'
  -- A login shell's name begins with a hyphen, and some systems show the path.
  name = vim.fs.basename(vim.trim(name)):gsub('^%-', '')
  return { pid = pid, name = name, is_running = is_running, group = tonumber(group), foreground = tonumber(foreground) }
end

---@param pid integer
---@return caro.Process?
function M.process(pid)
  return vim.uv.fs_stat('/proc/self/stat') and from_proc(pid) or from_ps(pid)
end

---@param pid integer
---@return string[] the words that a process was started with
local function arguments(pid)
  local file = io.open(('/proc/%d/cmdline'):format(pid))
  if file then
    local words = vim.split(file:read('*a'), '%z')
    file:close()
    return words
  end
  local ok, done = pcall(function()
    return vim.system({ 'ps', '-o', 'args=', '-p', tostring(pid) }, { text = true }):wait(2000)
  end)
  return vim.split(vim.trim(ok and done.stdout or ''), '%s+')
end

-- Options of an interactive shell that take the next word.
local WITH_VALUE = { '--rcfile', '--init-file', '-o', '+o', '-O', '+O' }

--- Whether a shell reads its commands from the terminal: it was started with options only, without a script or `-c`.
---@param words string[]
---@return boolean
function M.reads_keys(words)
  local number = 2
  while words[number] and words[number] ~= '' do
    if vim.list_contains(WITH_VALUE, words[number]) then
      number = number + 1
    elseif words[number]:find('^%-%a*c') or not words[number]:find('^[-+]') then
      return false
    end
    number = number + 1
  end
  return true
end

--- Whether a shell waits for a line there.
---@param buf integer
---@return string? problem
---@return string? shell its name, where there is none
local function look(buf)
  local pid = vim.b[buf].terminal_job_pid
  local first = pid and M.process(pid)
  if not first then
    return 'nothing runs in that terminal any more'
  end
  -- A shell may run in a shell, as with `:terminal bash`: the one that has the terminal gets the keys.
  local shell = first.foreground == first.group and first or M.process(first.foreground)
  if not shell then
    return 'a program is running in that terminal'
  end
  -- What a shell waits for without giving it the terminal: `$(…)`, and all programs of a shell without job control.
  for _, child in ipairs(vim.api.nvim_get_proc_children(shell.pid)) do
    local process = M.process(child)
    if process and process.group == shell.group then
      return ('%s is running in that terminal'):format(process.name)
    end
  end
  if not SHELLS[shell.name] then
    return ('%s is running in that terminal, and no shell'):format(shell.name)
  end
  if not M.reads_keys(arguments(shell.pid)) then
    return ('%s was started with a script or a command there'):format(shell.name)
  end
  if shell.is_running then
    return 'the shell in that terminal is busy'
  end
  return nil, shell.name
end

---@param buf integer
---@return boolean
function M.is_terminal(buf)
  return vim.api.nvim_buf_is_valid(buf) and vim.bo[buf].buftype == 'terminal'
end

--- The shell at whose prompt a terminal is.
---@param buf integer
---@return string? shell
---@return string? problem
function M.shell(buf)
  local problem, shell
  vim.wait(PATIENCE, function()
    problem, shell = look(buf)
    return problem == nil
  end, 40)
  return shell, problem
end

--- Why an answer may not be put at a prompt; nil where it may.
---@param answer caro.Answer
---@return string?
function M.refusal(answer)
  if answer.terminal == 'paste' then
    return 'it has several lines, and the shell could run the first'
  elseif answer.terminal ~= 'line' then
    return answer.refusal or 'the server does not say that it is safe at a prompt'
  end
  -- Looked at again: a key in it would run or change something at once. The second pattern is U+0080 to U+009F.
  if answer.command:find('[%z\1-\31\127]') or answer.command:find('\194[\128-\159]') then
    return 'it has control characters'
  end
end

--- Puts an answer at the prompt.
---@param buf integer
---@param answer caro.Answer
---@return string? problem
function M.put(buf, answer)
  if not M.is_terminal(buf) then
    return 'that terminal is gone'
  end
  local problem = M.refusal(answer)
  if problem then
    return problem
  end
  local _, busy = M.shell(buf)
  if busy then
    return busy
  end
  if not pcall(vim.api.nvim_chan_send, vim.bo[buf].channel, answer.command) then
    return 'nothing runs in that terminal any more'
  end
  if buf == vim.api.nvim_get_current_buf() then
    vim.cmd.startinsert()
  end
end

return M
