-- Pages that say what commands and scripts do.
local M = {}

local page = require('caro.page')
local server = require('caro.server')

---@param problem? lsp.ResponseError
---@param answer any
local function show(problem, answer)
  local markdown = type(answer) == 'table' and answer.markdown or answer
  if problem or type(markdown) ~= 'string' or vim.trim(markdown) == '' then
    local why = problem and problem.message or 'there is nothing to explain here.'
    vim.notify('Caro: ' .. why, problem and vim.log.levels.ERROR or vim.log.levels.INFO)
    return
  end
  page.markdown('explain', markdown)
end

--- The lines of a range, as the server counts; an empty one at the cursor without any.
---@param client vim.lsp.Client
---@param first? integer counting from 1
---@param last? integer
function M.range(client, first, last)
  if not first then
    local position = vim.lsp.util.make_position_params(0, client.offset_encoding).position
    return { start = position, ['end'] = position }
  end
  -- A column behind the line's end is its end.
  local length = vim.fn.col({ last, '$' })
  return { start = { line = first - 1, character = 0 }, ['end'] = { line = last - 1, character = length } }
end

--- Explains some lines, the whole script where they are all of it, the command at the cursor, or `command`.
---@param call { first?: integer, last?: integer, command?: string }
function M.run(call)
  local buf = vim.api.nvim_get_current_buf()
  server.client(function(client)
    if call.command then
      return server.request(client, 'caro/explain', { command = call.command }, show)
    end
    if not client.attached_buffers[buf] then
      vim.notify('Caro: this buffer is no script; use :Caro explain COMMAND.', vim.log.levels.WARN)
      return
    end
    local params = { uri = vim.uri_from_bufnr(buf) }
    if call.first ~= 1 or call.last ~= vim.api.nvim_buf_line_count(buf) then
      params.range = M.range(client, call.first, call.last)
    end
    server.request(client, 'caro/explain', params, show, buf)
  end)
end

--- Runs what an action carries, and shows the page that the server answers.
---@param command lsp.Command
function M.of_action(command)
  server.client(function(client)
    local params = { command = command.command, arguments = command.arguments }
    server.request(client, 'workspace/executeCommand', params, show)
  end)
end

return M
