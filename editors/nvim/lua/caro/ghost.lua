-- Ghost text: asks the server at each change, shows what it proposes behind the cursor, and puts what the user takes.
-- It is our own on every version: Neovim 0.12's cannot take a word or a line, dismiss, or give way to a menu, doubles
-- letters when something is taken right after a key, and waits 200 ms although the server knows better when to wait.
local M = {}

local menu = require('caro.menu')
local options = require('caro.options')
local server = require('caro.server')

local NAMESPACE = vim.api.nvim_create_namespace('caro.ghost')
local MARK = 1
local AUTOMATIC, INVOKED = 2, 1
-- Over so many lines what is typed is compared with a proposal.
local MOST_LINES = 100

---@class caro.Proposal what is proposed at one place; the text before the cursor from there on is what was typed of it
---@field client integer
---@field buf integer
---@field row integer
---@field col integer in bytes
---@field items { insertText: string, command?: lsp.Command }[]
---@field index integer
---@field is_automatic boolean by key there may be more

---@type caro.Proposal?
local proposal
---@type boolean
local is_drawn = false
---@type { client: vim.lsp.Client, id: integer }?
local pending
---@type integer counts the questions, so that late answers are known
local turn = 0
---@type string? where was asked last
local asked_at
---@type string? the line for which the user wants none
local dismissed
---@type table<integer, integer> the client of each buffer
local attached = {}

---@return integer row
---@return integer col
local function cursor()
  local at = vim.api.nvim_win_get_cursor(0)
  return at[1] - 1, at[2]
end

--- Whether ghost text may be on the screen right now.
---@return boolean
local function is_allowed()
  return attached[vim.api.nvim_get_current_buf()] ~= nil
    and vim.api.nvim_get_mode().mode:sub(1, 1) == 'i'
    -- A macro would replay the key, and not what it took.
    and vim.fn.reg_recording() == ''
    and vim.fn.reg_executing() == ''
    and (options.own().ghost_with_menu == true or not menu.is_open())
end

--- What is not typed yet of the current item; nil where something else was typed, or the cursor is elsewhere.
---@return string?
local function rest()
  local item = proposal and proposal.items[proposal.index]
  if not item or proposal.buf ~= vim.api.nvim_get_current_buf() then
    return nil
  end
  local row, col = cursor()
  local from, start = proposal.row, proposal.col
  if row < from or row > from + MOST_LINES or (row == from and col < start) then
    return nil
  end
  local ok, typed = pcall(vim.api.nvim_buf_get_text, 0, from, start, row, col, {})
  local text, before = item.insertText, ok and table.concat(typed, '\n')
  return before and #before < #text and vim.startswith(text, before) and text:sub(#before + 1) or nil
end

local function hide()
  if is_drawn and proposal and vim.api.nvim_buf_is_valid(proposal.buf) then
    vim.api.nvim_buf_clear_namespace(proposal.buf, NAMESPACE, 0, -1)
  end
  is_drawn = false
end

-- Virtual text knows no tabs.
---@param text string
---@param column integer on the screen, where it begins
local function without_tabs(text, column)
  local width = vim.bo.tabstop
  return (
    text:gsub('([^\t]*)\t', function(before)
      column = column + vim.fn.strdisplaywidth(before)
      local blanks = width - column % width
      column = column + blanks
      return before .. (' '):rep(blanks)
    end)
  )
end

local function draw()
  local text = rest()
  if not text or not is_allowed() then
    return hide()
  end
  local row, col = cursor()
  local lines = vim.split(text, '\n', { plain = true })
  local below = {}
  for at = 2, #lines do
    below[at - 1] = { { without_tabs(lines[at], 0), 'CaroGhost' } }
  end
  local column = lines[1]:find('\t', 1, true) and vim.fn.virtcol('.') - 1 or 0
  vim.api.nvim_buf_set_extmark(proposal.buf, NAMESPACE, row, col, {
    id = MARK,
    virt_text = { { without_tabs(lines[1], column), 'CaroGhost' } },
    virt_text_pos = 'inline',
    virt_lines = #below > 0 and below or nil,
    hl_mode = 'combine',
    undo_restore = false,
  })
  is_drawn = true
end

local function forget()
  hide()
  proposal = nil
end

local function cancel()
  if pending then
    server.cancel(pending.client, pending.id)
    pending = nil
  end
  turn = turn + 1
  asked_at = nil
end

--- The line that the cursor is on, as something to compare.
local function line_here()
  return ('%d:%d'):format(vim.api.nvim_get_current_buf(), (cursor()))
end

---@param answer any
---@return { insertText: string, command?: lsp.Command }[]
local function items_of(answer)
  local items = type(answer) == 'table' and (answer.items or answer) or {}
  local found = {}
  for _, item in ipairs(items) do
    if type(item.insertText) == 'string' and item.insertText ~= '' then
      -- A buffer's lines have no carriage returns, also where its file has them.
      item.insertText = item.insertText:gsub('\r\n', '\n')
      table.insert(found, item)
    end
  end
  return found
end

---@param by integer
local function turn_over(by)
  local count = #proposal.items
  for _ = 1, count do
    proposal.index = (proposal.index - 1 + by) % count + 1
    -- What was typed meanwhile may fit to some of them only.
    if rest() then
      break
    end
  end
  draw()
  local client = vim.lsp.get_client_by_id(proposal.client)
  if client and count > 1 then
    server.notify(client, 'textDocument/didShowCompletion', { item = proposal.items[proposal.index] })
  end
end

---@param kind integer
---@param by? integer where the user wants another one: how far it is from the one that is shown
local function ask(kind, by)
  local buf = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_client_by_id(attached[buf])
  local row, col = cursor()
  local tick = vim.api.nvim_buf_get_changedtick(buf)
  local at = ('%d:%d:%d:%d'):format(buf, tick, row, col)
  if not client or (at == asked_at and kind == AUTOMATIC) then
    return
  end
  cancel()
  asked_at = at
  local mine = turn
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  params.context = { triggerKind = kind }
  local id = server.request(client, 'textDocument/inlineCompletion', params, function(problem, answer)
    if mine ~= turn then
      return
    end
    pending = nil
    if not vim.api.nvim_buf_is_valid(buf) or vim.api.nvim_get_current_buf() ~= buf then
      return
    end
    local row_now, col_now = cursor()
    if tick ~= vim.api.nvim_buf_get_changedtick(buf) or row ~= row_now or col ~= col_now then
      return -- The answer is for a text that is gone; its successor is asked for by the change itself.
    end
    local items = problem and {} or items_of(answer)
    if #items == 0 then
      return forget()
    end
    if proposal and proposal.buf ~= buf then
      forget()
    end
    local shown = by and rest()
    proposal = {
      client = client.id,
      buf = buf,
      row = row,
      col = col,
      items = items,
      index = 1,
      is_automatic = kind == AUTOMATIC,
    }
    draw()
    for index, item in ipairs(shown and items or {}) do
      if item.insertText == shown then
        proposal.index = index
        return turn_over(by)
      end
    end
  end, buf)
  pending = id and mine == turn and { client = client, id = id } or nil
end

--- What there is to do after each key, move and menu.
local function refresh()
  draw()
  if dismissed and dismissed ~= line_here() then
    dismissed = nil
  end
  if is_allowed() and not dismissed then
    ask(AUTOMATIC)
  end
end

local function leave()
  cancel()
  forget()
  dismissed = nil
end

-- What Neovim's own hint looks like; it has no colour for terminals with few of them, and would look like text there.
local function set_highlight()
  local looks = vim.api.nvim_get_hl(0, { name = 'NonText', link = false })
  looks.ctermfg = looks.ctermfg or 8
  looks.default = true
  vim.api.nvim_set_hl(0, 'CaroGhost', looks)
end

local is_following = false
local function follow()
  if is_following then
    return
  end
  is_following = true
  set_highlight()
  local group = vim.api.nvim_create_augroup('caro.ghost', {})
  local function on(events, callback)
    vim.api.nvim_create_autocmd(events, {
      group = group,
      callback = function(event)
        if attached[event.buf] then
          callback()
        end
      end,
    })
  end
  on({ 'TextChangedI', 'TextChangedP', 'CursorMovedI' }, refresh)
  -- The mode is still the old one in this event.
  on('InsertEnter', vim.schedule_wrap(refresh))
  on({ 'InsertLeave', 'BufLeave', 'WinLeave', 'BufUnload' }, leave)
  on({ 'RecordingEnter', 'RecordingLeave' }, vim.schedule_wrap(refresh))
  vim.api.nvim_create_autocmd('ColorScheme', { group = group, callback = set_highlight })
  menu.follow(group, function()
    if attached[vim.api.nvim_get_current_buf()] then
      refresh()
    end
  end)
end

---@param client vim.lsp.Client
---@param buf integer
function M.attach(client, buf)
  follow()
  attached[buf] = client.id
  if buf == vim.api.nvim_get_current_buf() then
    refresh()
  end
end

---@param buf integer
function M.detach(buf)
  attached[buf] = nil
  if proposal and proposal.buf == buf then
    forget()
  end
end

---@return boolean
function M.visible()
  return is_drawn and rest() ~= nil and is_allowed()
end

---@param text string
---@param part 'all'|'word'|'line'
---@return string
local function cut(text, part)
  if part == 'word' then
    return text:match('^%s*%S+') or text
  end
  return part == 'line' and text:match('^\n?[^\n]*') or text
end

--- Puts what is shown, or a part of it, at the cursor.
---@param part 'all'|'word'|'line'
---@return boolean whether there was something
function M.accept(part)
  if not M.visible() then
    return false
  end
  local text = rest() --[[@as string]]
  local piece = cut(text, part)
  local item, buf = proposal.items[proposal.index], proposal.buf
  local client = vim.lsp.get_client_by_id(proposal.client)
  local is_whole = piece == text
  if is_whole then
    forget()
  end
  -- As the user pastes: at the cursor, without indenting, and remembered by `.`.
  vim.api.nvim_paste(piece, false, -1)
  if client and item.command and is_whole then
    local params = { command = item.command.command, arguments = item.command.arguments }
    server.request(client, 'workspace/executeCommand', params, function() end, buf)
  elseif client and not is_whole then
    local taken = #item.insertText - #text + #piece
    local params = { item = item, acceptedLength = vim.str_utfindex(item.insertText:sub(1, taken)) }
    server.notify(client, 'textDocument/didPartiallyAcceptCompletion', params)
  end
  vim.api.nvim_exec_autocmds('User', {
    pattern = 'CaroAccepted',
    modeline = false,
    data = { buf = buf, text = piece, part = part, whole = is_whole },
  })
  refresh()
  return true
end

---@param by integer
local function another(by)
  if not M.visible() then
    M.suggest()
  elseif proposal.is_automatic then
    ask(INVOKED, by)
  else
    turn_over(by)
  end
end

--- Shows the next one; asks for one where none is shown.
function M.next()
  another(1)
end

function M.previous()
  another(-1)
end

--- Asks by key: the server is less strict then.
function M.suggest()
  dismissed = nil
  if is_allowed() then
    ask(INVOKED)
  end
end

--- Takes it away, and shows none on this line until the cursor was elsewhere.
function M.dismiss()
  cancel()
  forget()
  dismissed = line_here()
end

return M
