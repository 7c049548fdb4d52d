-- How the server is, as it tells by itself, for the status line.
local M = {}

-- How a state reads behind the name; what is not listed shows its own name.
local WORDS = { ready = '', modelMissing = 'model missing' }

---@type table<integer, table> the last status by client
local known = {}
---@type table<integer, table<any, { title: string, percentage?: integer }>> the work that runs, by client and token
local works = {}

-- Downloads and the loading of models; Neovim tells other plugins of the same progress.
vim.api.nvim_create_autocmd('LspProgress', {
  group = vim.api.nvim_create_augroup('caro.status', {}),
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    local params = event.data.params or {}
    if not client or client.name ~= 'caro' or type(params.value) ~= 'table' then
      return
    end
    local mine = works[client.id] or {}
    works[client.id] = mine
    local value, work = params.value, mine[params.token] or { title = '' }
    work.title, work.percentage = value.title or work.title, value.percentage or work.percentage
    mine[params.token] = value.kind ~= 'end' and work or nil
    vim.cmd.redrawstatus({ bang = true })
  end,
})

---@param status table
---@param client integer
function M.take(status, client)
  if type(status) ~= 'table' then
    return
  end
  known[client] = status
  vim.api.nvim_exec_autocmds('User', { pattern = 'CaroStatus', modeline = false, data = status })
  vim.cmd.redrawstatus({ bang = true })
end

---@param client integer
function M.forget(client)
  known[client], works[client] = nil, nil
end

---@param buf? integer
---@return string
function M.text(buf)
  local client = vim.lsp.get_clients({ name = 'caro', bufnr = buf or 0 })[1]
  if not client then
    return ''
  end
  local _, work = next(works[client.id] or {})
  if work then
    return ('Caro: %s%s'):format(work.title, work.percentage and (' %d%%'):format(work.percentage) or '')
  end
  local status = known[client.id] or {}
  local word = WORDS[status.state] or status.state or ''
  if status.percent then
    word = ('%s %d%%'):format(word, status.percent)
  end
  return word == '' and 'Caro' or 'Caro: ' .. word
end

return M
