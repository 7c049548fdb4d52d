-- `:Caro generate`: a wish in plain words, the answers to choose from, and the chosen one where the user is.
local M = {}

local page = require('caro.page')
local server = require('caro.server')
local terminal = require('caro.terminal')

local NAMESPACE = vim.api.nvim_create_namespace('caro.generate')
local ALTERNATIVES = 4
-- After so long, in milliseconds, the user hears that somebody is asked.
local LONG = 400

---@class caro.Answer
---@field id integer
---@field command string
---@field summary? string
---@field risk 'none'|'note'|'caution'|'danger'
---@field findings { level: string, message: string }[]
---@field explanation { text: string, meaning: string }[]
---@field assumed string[]
---@field learned? string[] by which habits of the user it is written so
---@field terminal? 'line'|'paste'|'refused'
---@field refusal? string why it may not be put at a prompt

---@class caro.Entry one line of the picker
---@field label string
---@field short? string without what our own picker says below
---@field answer? caro.Answer
---@field id? integer an answer to take as the best one
---@field words? string what to refine the best answer with
---@field refine? boolean the user says it in their own words

---@class caro.Target where the answer goes
---@field buf integer
---@field mark? integer
---@field is_terminal boolean

---@type { client: vim.lsp.Client, id: integer }?
local pending

---@param text string
---@param level? integer
local function tell(text, level)
  vim.notify('Caro: ' .. text, level or vim.log.levels.INFO)
end

---@param last? integer the last line of the wish, counting from 1
---@return caro.Target
local function target_here(last)
  local buf = vim.api.nvim_get_current_buf()
  local target = { buf = buf, is_terminal = terminal.is_terminal(buf) }
  if not target.is_terminal then
    -- The text may move while the user chooses.
    local row = (last or vim.api.nvim_win_get_cursor(0)[1]) - 1
    target.mark = vim.api.nvim_buf_set_extmark(buf, NAMESPACE, row, 0, {})
  end
  return target
end

---@param target caro.Target
local function drop(target)
  if target.mark and vim.api.nvim_buf_is_valid(target.buf) then
    vim.api.nvim_buf_del_extmark(target.buf, NAMESPACE, target.mark)
  end
end

--- Puts lines on an empty line, or below the line that the wish came from, indented as that is.
---@param target caro.Target
---@param command string
---@return integer? row where its first line stands now
local function write(target, command)
  local buf = target.buf
  local is_usable = vim.api.nvim_buf_is_valid(buf) and vim.bo[buf].modifiable and vim.bo[buf].buftype == ''
  if not is_usable then
    return nil
  end
  local row = vim.api.nvim_buf_get_extmark_by_id(buf, NAMESPACE, target.mark, {})[1] or 0
  local line = vim.api.nvim_buf_get_lines(buf, row, row + 1, false)[1] or ''
  local indent = line:match('^%s*')
  local lines = vim.split(command, '\r?\n')
  -- The end of a here-document must stay where it is.
  if not command:find('<<', 1, true) then
    lines = vim.tbl_map(function(text)
      return text == '' and text or indent .. text
    end, lines)
  end
  local first = line:find('%S') and row + 1 or row
  vim.api.nvim_buf_set_lines(buf, first, first == row and row + 1 or first, false, lines)
  local win = vim.fn.bufwinid(buf)
  if win ~= -1 then
    vim.api.nvim_win_set_cursor(win, { first + #lines, math.max(0, #lines[#lines] - 1) })
  end
  return first
end

---@param answer caro.Answer
---@return string
local function losses(answer)
  local found = vim.tbl_map(function(finding)
    return '- ' .. finding.message
  end, answer.findings or {})
  return table.concat(found, '\n')
end

--- Puts an answer where the user was; a danger only after a question that says what would be lost.
---@param target caro.Target
---@param answer caro.Answer
local function deliver(target, answer)
  if answer.risk == 'danger' then
    local question = ('Caro: this is dangerous.\n%s\n%s\nInsert it all the same? It is not run.'):format(
      answer.command,
      losses(answer)
    )
    if vim.fn.confirm(question, '&Insert\n&Cancel', 2, 'Warning') ~= 1 then
      return
    end
  end
  local where, problem, row = 'buffer'
  if target.is_terminal then
    where, problem = 'terminal', terminal.put(target.buf, answer)
  else
    row = write(target, answer.command)
    if not row then
      problem = 'the buffer is gone or cannot be changed'
    end
  end
  if problem then
    tell(('not inserted: %s.'):format(problem), vim.log.levels.WARN)
    -- What hides characters is shown nowhere that it could be copied from.
    if answer.terminal == 'line' or answer.terminal == 'paste' then
      page.show('answer', vim.split(answer.command, '\r?\n'), 'sh')
    end
    return
  end
  -- What becomes of it there teaches the server something.
  server.client(function(client)
    local uri = row and vim.uri_from_bufnr(target.buf) or nil
    server.execute(client, 'caro.chosen', { id = answer.id, uri = uri, row = row })
  end)
  local data = { buf = target.buf, command = answer.command, where = where }
  vim.api.nvim_exec_autocmds('User', { pattern = 'CaroInserted', modeline = false, data = data })
end

M.target, M.drop, M.deliver = target_here, drop, deliver

---@param answers caro.Answer[]
---@param question? { text: string, choices: { label: string, id?: integer, words?: string }[] }
---@return caro.Entry[]
local function entries(answers, question)
  local found = {}
  for _, answer in ipairs(answers) do
    local risk = answer.risk ~= 'none' and ('[%s] '):format(answer.risk) or ''
    local summary = answer.summary and answer.summary ~= '' and '  # ' .. answer.summary or ''
    local short = risk .. answer.command:gsub('%s*\n%s*', ' ⏎ ')
    table.insert(found, { label = short .. summary, short = short, answer = answer })
  end
  for _, choice in ipairs(question and question.choices or {}) do
    local label = ('%s %s'):format(question.text, choice.label)
    table.insert(found, { label = label, id = choice.id, words = choice.words })
  end
  table.insert(found, { label = 'Say more …', refine = true })
  return found
end

local ask

---@param target caro.Target
---@param answer table
local function choose(target, answer)
  local answers = { answer }
  vim.list_extend(answers, answer.alternatives or {})
  local list = entries(answers, answer.question)
  local choices = { prompt = 'Caro: ' .. (answer.prompt or ''), kind = 'caro' }
  choices.format_item = function(entry)
    return entry.label
  end
  require('caro.picker').select(list, choices, function(entry)
    if not entry then
      return drop(target)
    end
    if entry.refine then
      vim.ui.input({ prompt = 'Say more: ' }, function(words)
        if words and words ~= '' then
          ask(target, { refine = { id = answer.id, words = words }, alternatives = ALTERNATIVES })
        end
      end)
    elseif entry.words then
      ask(target, { refine = { id = answer.id, words = entry.words }, alternatives = ALTERNATIVES })
    else
      for _, known in ipairs(answers) do
        if known.id == entry.id then
          entry.answer = entry.answer or known
        end
      end
      if entry.answer then
        deliver(target, entry.answer)
      end
      drop(target)
    end
  end)
end

---@param target caro.Target
---@param params table
function ask(target, params)
  server.client(function(client)
    if pending then
      server.cancel(pending.client, pending.id)
      pending = nil
    end
    local is_answered, is_told, id = false, false, nil
    id = server.request(client, 'caro/generate', params, function(problem, answer)
      is_answered = true
      if is_told then
        vim.api.nvim_echo({ { '' } }, false, {})
      end
      if pending and pending.id == id then
        pending = nil
      end
      -- LSP's code for what was cancelled: a newer wish came.
      if problem and problem.code == -32800 then
        return
      end
      if problem or type(answer) ~= 'table' then
        return tell(problem and problem.message or 'no answer came.', vim.log.levels.ERROR)
      end
      if type(answer.command) ~= 'string' then
        local why = type(answer.without) == 'string' and ' ' .. answer.without or ''
        return tell('no command is known for that.' .. why, vim.log.levels.WARN)
      end
      choose(target, answer)
    end)
    pending = not is_answered and id and { client = client, id = id } or nil
    vim.defer_fn(function()
      if not is_answered and pending and pending.id == id then
        is_told = true
        vim.api.nvim_echo({ { 'Caro: asking …' } }, false, {})
      end
    end, LONG)
  end)
end

--- Asks for a command and puts it where the cursor is: into the script, or at a terminal's prompt.
---@param call { wish?: string, first?: integer, last?: integer }
function M.run(call)
  local target = target_here(call.last)
  if target.is_terminal then
    local _, problem = terminal.shell(target.buf)
    if problem then
      return tell(('not possible here: %s.'):format(problem), vim.log.levels.WARN)
    end
  end
  local params = { alternatives = ALTERNATIVES }
  local is_script = #vim.lsp.get_clients({ name = 'caro', bufnr = target.buf }) > 0
  if is_script then
    local client = vim.lsp.get_clients({ name = 'caro', bufnr = target.buf })[1]
    local here = vim.lsp.util.make_position_params(0, client.offset_encoding)
    params.uri, params.position = here.textDocument.uri, here.position
  end
  local function go(wish)
    if not wish or vim.trim(wish) == '' then
      return drop(target)
    end
    params.prompt = wish
    ask(target, params)
  end
  if call.wish then
    go(call.wish)
  elseif call.first then
    local lines = vim.api.nvim_buf_get_lines(target.buf, call.first - 1, call.last, false)
    go(table.concat(
      vim.tbl_map(function(line)
        return vim.trim((line:gsub('^%s*#+', '')))
      end, lines),
      ' '
    ))
  else
    vim.ui.input({ prompt = 'A command that shall: ' }, go)
  end
end

return M
