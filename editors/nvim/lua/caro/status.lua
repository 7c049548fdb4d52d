-- How the server is, as it tells by itself, for the status line.
local M = {}

-- How a state reads behind the name; what is not listed shows its own name.
local WORDS = { ready = '', modelMissing = 'model missing' }

---@type table<integer, table> the last status by client
local known = {}

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
  if #vim.lsp.get_buffers_by_client_id(client) <= 1 then
    known[client] = nil
  end
end

--- What the server of a buffer said last.
---@param buf? integer
---@return table? status
function M.of(buf)
  local client = vim.lsp.get_clients({ name = 'caro', bufnr = buf or 0 })[1]
  return client and (known[client.id] or {}) or nil
end

---@param buf? integer
---@return string
function M.text(buf)
  local status = M.of(buf)
  if not status then
    return ''
  end
  local word = WORDS[status.state] or status.state or ''
  if status.percent then
    word = ('%s %d%%'):format(word, status.percent)
  end
  return word == '' and 'Caro' or 'Caro: ' .. word
end

return M
