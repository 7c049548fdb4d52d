-- Changes of the whole script or of what is selected: harden, rehearse, restore.
local M = {}

local explain = require('caro.explain')
local server = require('caro.server')

---@param done fun(client: vim.lsp.Client, buf: integer)
local function with_script(done)
  local buf = vim.api.nvim_get_current_buf()
  local client = vim.lsp.get_clients({ name = 'caro', bufnr = buf })[1]
  if not client then
    vim.notify('Caro: this buffer is no shell script that Caro reads.', vim.log.levels.WARN)
  elseif not vim.bo[buf].modifiable then
    vim.notify('Caro: this buffer cannot be changed.', vim.log.levels.WARN)
  else
    done(client, buf)
  end
end

--- The refactorings that the server has: `strict-mode`, ….
---@return string[]
function M.refactorings()
  local client = vim.lsp.get_clients({ name = 'caro' })[1]
  local provider = client and client.server_capabilities.codeActionProvider
  local kinds = type(provider) == 'table' and provider.codeActionKinds or {}
  local names = {}
  for _, kind in ipairs(kinds) do
    local name = kind:match('^refactor%.rewrite%.caro%.(%a+)$')
    if name and name ~= 'explainAsComments' then
      -- Kinds are written in camel case, names with hyphens.
      table.insert(names, (name:gsub('%u', function(letter)
        return '-' .. letter:lower()
      end)))
    end
  end
  table.sort(names)
  return names
end

--- Makes the script sturdier: every certain fix, or one refactoring. The server sends the edit.
---@param name? string
function M.harden(name)
  with_script(function(client, buf)
    local argument = { uri = vim.uri_from_bufnr(buf), refactoring = name }
    server.execute(client, 'caro.harden', argument, function(edit)
      if edit == nil or edit == vim.NIL then
        vim.notify('Caro: nothing is to be changed here.')
      end
    end, buf)
  end)
end

--- Makes the commands of some lines only say what they would do, or takes that back.
---@param name 'rehearse'|'restore'
---@param first? integer
---@param last? integer
function M.rehearse(name, first, last)
  with_script(function(client, buf)
    local kind = 'refactor.rewrite.caro.' .. name
    local params = {
      textDocument = vim.lsp.util.make_text_document_params(buf),
      range = explain.range(client, first, last),
      context = { diagnostics = {}, only = { kind }, triggerKind = 1 },
    }
    server.request(client, 'textDocument/codeAction', params, function(problem, actions)
      local action = type(actions) == 'table' and actions[1]
      if problem or not action then
        local why = problem and problem.message or ('nothing here to %s.'):format(name)
        return vim.notify('Caro: ' .. why, problem and vim.log.levels.ERROR or vim.log.levels.INFO)
      end
      local function apply(failure, resolved)
        if failure or not (resolved and resolved.edit) then
          return vim.notify('Caro: ' .. (failure and failure.message or 'no change came.'), vim.log.levels.ERROR)
        end
        vim.lsp.util.apply_workspace_edit(resolved.edit, client.offset_encoding)
      end
      if action.edit then
        return apply(nil, action)
      end
      server.request(client, 'codeAction/resolve', action, apply, buf)
    end, buf)
  end)
end

return M
