-- `:Caro history`: what was asked before, used again or forgotten, and the habits that were learned from it.
local M = {}

local page = require('caro.page')
local server = require('caro.server')

---@class caro.Remembered
---@field state 'on'|'off'|'private'
---@field message string
---@field entries caro.Remembered.Entry[]
---@field habits { habit: string, sentence: string, active: boolean }[]
---@field stats string

---@class caro.Remembered.Entry: caro.Answer
---@field entry string by which it is forgotten
---@field prompt string
---@field told string

---@param text string
local function tell(text)
  vim.notify('Caro: ' .. text)
end

---@param done fun(client: vim.lsp.Client, remembered: caro.Remembered)
---@param query? string
local function ask(query, done)
  local uri = vim.uri_from_bufnr(0)
  server.client(function(client)
    server.execute(client, 'caro.history', { query = query, uri = uri }, function(remembered)
      done(client, remembered)
    end)
  end)
end

---@param entry caro.Remembered.Entry
---@return caro.Entry
local function line(entry)
  local risk = entry.risk ~= 'none' and ('[%s] '):format(entry.risk) or ''
  local short = risk .. entry.command:gsub('%s*\n%s*', ' ⏎ ')
  local told = ('  # %s (%s)'):format(entry.prompt:gsub('%s+', ' '), entry.told)
  return { label = short .. told, short = short, answer = entry }
end

--- Lists what was asked before, newest first or what fits some words, and uses the chosen one.
---@param query? string
function M.run(query)
  local generate = require('caro.generate')
  local target = generate.target()
  ask(query, function(_, remembered)
    if #remembered.entries == 0 then
      generate.drop(target)
      return tell(query and 'nothing that was asked has these words.' or remembered.message)
    end
    local choices = { prompt = 'Caro: asked before', kind = 'caro' }
    choices.format_item = function(entry)
      return entry.label
    end
    require('caro.picker').select(vim.tbl_map(line, remembered.entries), choices, function(entry)
      if entry then
        generate.deliver(target, entry.answer)
      end
      generate.drop(target)
    end)
  end)
end

--- Forgets an entry or a habit that the user chooses, or all entries.
---@param what? string `entry`, `habit`, `history` or `habits`
function M.forget(what)
  ask(nil, function(client, remembered)
    local function forget(argument)
      server.execute(client, 'caro.forget', argument, function(count)
        tell(('%d forgotten.'):format(count))
      end)
    end
    if what == 'history' or what == 'habits' then
      local question = ('Caro: forget all %s for good?'):format(what == 'history' and 'entries' or 'habits')
      if vim.fn.confirm(question, '&Forget\n&Keep', 2, 'Warning') == 1 then
        forget({ [what] = true })
      end
      return
    end
    local list = what == 'habit' and remembered.habits or remembered.entries
    if #list == 0 then
      return tell('there is nothing to forget.')
    end
    local function shown(it)
      return it.habit and ('%s  # %s'):format(it.habit, it.sentence) or line(it).label
    end
    vim.ui.select(list, { prompt = 'Caro: forget', kind = 'caro', format_item = shown }, function(it)
      if it then
        forget(it.habit and { habit = it.habit } or { entry = it.entry })
      end
    end)
  end)
end

--- Shows the habits that were learned, and the numbers.
function M.learned()
  ask(nil, function(_, remembered)
    local lines = { remembered.message, '', 'Habits:' }
    for _, it in ipairs(remembered.habits) do
      table.insert(lines, ('  %s  # %s%s'):format(it.habit, it.sentence, it.active and '' or ' (not sure yet)'))
    end
    if #remembered.habits == 0 then
      table.insert(lines, '  none yet')
    end
    table.insert(lines, '')
    vim.list_extend(lines, vim.split(vim.trim(remembered.stats), '\n', { plain = true }))
    page.show('learned', lines)
  end)
end

--- Begins or ends a session of which nothing is remembered.
function M.private()
  server.client(function(client)
    server.execute(client, 'caro.privateSession', nil, function(state)
      tell(state.message)
    end)
  end)
end

return M
