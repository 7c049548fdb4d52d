-- Windows for texts to read: pages in Markdown, reports and logs.
local M = {}

local HEIGHT = 0.4

--- Shows lines in a window below, one for each name, and puts the cursor there; `q` closes it.
---@param name string
---@param lines string[]
---@param filetype? string
function M.show(name, lines, filetype)
  local full = 'caro://' .. name
  local buf = vim.fn.bufadd(full)
  vim.fn.bufload(buf)
  vim.bo[buf].buftype, vim.bo[buf].bufhidden, vim.bo[buf].swapfile = 'nofile', 'wipe', false
  vim.bo[buf].modifiable = true
  vim.api.nvim_buf_set_lines(buf, 0, -1, false, lines)
  vim.bo[buf].modifiable, vim.bo[buf].buflisted = false, false
  local win = vim.fn.bufwinid(buf)
  if win == -1 then
    vim.cmd.split({ mods = { split = 'botright', noswapfile = true } })
    win = vim.api.nvim_get_current_win()
    vim.api.nvim_win_set_buf(win, buf)
    local most = math.max(5, math.floor(vim.o.lines * HEIGHT))
    vim.api.nvim_win_set_height(win, math.min(#lines + 1, most))
    vim.wo[win][0].number, vim.wo[win][0].relativenumber, vim.wo[win][0].signcolumn = false, false, 'no'
    vim.wo[win][0].wrap, vim.wo[win][0].linebreak, vim.wo[win][0].spell = true, true, false
    vim.wo[win][0].conceallevel = 2
  end
  if filetype and vim.bo[buf].filetype ~= filetype then
    vim.bo[buf].filetype = filetype
  end
  vim.keymap.set('n', 'q', '<Cmd>close<CR>', { buffer = buf, nowait = true, desc = 'Close' })
  vim.api.nvim_set_current_win(win)
  vim.api.nvim_win_set_cursor(win, { 1, 0 })
end

---@param name string
---@param markdown string
function M.markdown(name, markdown)
  M.show(name, vim.split(vim.trim(markdown), '\n', { plain = true }), 'markdown')
end

return M
