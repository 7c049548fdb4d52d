-- A floating list of answers with what each does, for a Neovim whose `vim.ui.select` nobody replaced.
local M = {}

local NAMESPACE = vim.api.nvim_create_namespace('caro.picker')
local WIDTH, HEIGHT = 0.8, 0.7
local RISKS = { note = 'DiagnosticInfo', caution = 'DiagnosticWarn', danger = 'DiagnosticError' }

--- Whether `vim.ui.select` is Neovim's own: telescope, fzf-lua, snacks and others replace it.
local function is_stock()
  return vim.endswith(debug.getinfo(vim.ui.select, 'S').source, '/vim/ui.lua')
end

--- What is said about an answer, as lines.
---@param answer? caro.Answer
---@return string[]
function M.details(answer)
  if not answer then
    return {}
  end
  local lines = vim.split(answer.command, '\r?\n')
  local function add(text)
    vim.list_extend(lines, vim.split(text, '\n', { plain = true }))
  end
  if answer.summary and answer.summary ~= '' then
    add('')
    add(answer.summary)
  end
  for _, finding in ipairs(answer.findings or {}) do
    add(('%s: %s'):format(finding.level, finding.message))
  end
  for _, assumed in ipairs(answer.assumed or {}) do
    add('assumed: ' .. assumed)
  end
  local explained = false
  local function walk(parts, depth)
    for _, part in ipairs(parts or {}) do
      if part.meaning and part.meaning ~= '' then
        if not explained then
          explained = true
          add('')
        end
        add(('%s%s  %s'):format(('  '):rep(depth), (part.text or ''):gsub('\n', ' '), part.meaning))
      end
      if depth < 4 then
        walk(part.parts, depth + 1)
      end
    end
  end
  walk(answer.explanation, 0)
  return lines
end

---@param list caro.Entry[]
---@param done fun(entry?: caro.Entry)
---@param prompt string
local function open(list, prompt, done)
  local buf = vim.api.nvim_create_buf(false, true)
  local width = math.min(100, math.max(20, math.floor(vim.o.columns * WIDTH)))
  local height = math.max(#list + 2, math.floor(vim.o.lines * HEIGHT))
  height = math.max(1, math.min(height, vim.o.lines - 4))
  vim.bo[buf].bufhidden = 'wipe'
  local origin = vim.api.nvim_get_current_win()
  local win = vim.api.nvim_open_win(buf, true, {
    relative = 'editor',
    width = width,
    height = height,
    row = math.max(0, math.floor((vim.o.lines - height) / 2) - 1),
    col = math.max(0, math.floor((vim.o.columns - width) / 2)),
    style = 'minimal',
    border = 'rounded',
    title = ' ' .. vim.fn.strcharpart(prompt, 0, width - 4) .. ' ',
  })
  vim.wo[win].wrap, vim.wo[win].linebreak, vim.wo[win].cursorline = true, true, true

  local function fill(at)
    local lines = {}
    for number, entry in ipairs(list) do
      lines[number] = ('%d. %s'):format(number, entry.label)
    end
    table.insert(lines, '')
    vim.list_extend(lines, M.details(list[at] and list[at].answer))
    vim.bo[buf].modifiable = true
    vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
    vim.bo[buf].modifiable = false
    vim.api.nvim_buf_clear_namespace(buf, NAMESPACE, 0, -1)
    for number, entry in ipairs(list) do
      local group = entry.answer and RISKS[entry.answer.risk]
      if group then
        vim.api.nvim_buf_set_extmark(buf, NAMESPACE, number - 1, 0, { line_hl_group = group })
      end
    end
    local first = #list + 1
    vim.api.nvim_buf_set_extmark(buf, NAMESPACE, first, 0, { end_row = #lines, hl_group = 'Comment' })
  end

  local shown = 1
  fill(shown)
  vim.api.nvim_win_set_cursor(win, { 1, 0 })
  vim.api.nvim_create_autocmd('CursorMoved', {
    buffer = buf,
    callback = function()
      local at = vim.api.nvim_win_get_cursor(win)[1]
      if at ~= shown and at <= #list then
        shown = at
        fill(at)
        vim.api.nvim_win_set_cursor(win, { at, 0 })
      end
    end,
  })

  local is_done = false
  local function finish(entry)
    if is_done then
      return
    end
    is_done = true
    if vim.api.nvim_win_is_valid(win) then
      vim.api.nvim_win_close(win, true)
    end
    if vim.api.nvim_win_is_valid(origin) then
      vim.api.nvim_set_current_win(origin)
    end
    -- Not within this window's own events.
    vim.schedule(function()
      done(entry)
    end)
  end
  local function key(keys, run)
    vim.keymap.set('n', keys, run, { buffer = buf, nowait = true })
  end
  key('<CR>', function()
    finish(list[math.min(vim.api.nvim_win_get_cursor(win)[1], #list)])
  end)
  for number = 1, math.min(9, #list) do
    key(tostring(number), function()
      finish(list[number])
    end)
  end
  key('q', finish)
  key('<Esc>', finish)
  vim.api.nvim_create_autocmd('WinLeave', {
    buffer = buf,
    once = true,
    callback = function()
      finish(nil)
    end,
  })
end

--- Lets the user choose: in the picker that they chose for all plugins, else in ours.
---@param list caro.Entry[]
---@param choices { prompt: string, kind: string, format_item: fun(entry: caro.Entry): string }
---@param done fun(entry?: caro.Entry)
function M.select(list, choices, done)
  if is_stock() then
    open(list, choices.prompt, done)
  else
    vim.ui.select(list, choices, done)
  end
end

return M
