-- `:Caro model`: which model answers beside Caro's own generator, and fetching one.
local M = {}

local server = require('caro.server')

local VERDICTS = { suits = 'suits this machine', slow = 'slow here', ['does-not-fit'] = 'does not fit' }

---@type table<string, { client: integer, token: any, name: string }>
local downloads = {}

---@param bytes integer
---@return string
local function size(bytes)
  return bytes >= 1e9 and ('%.1f GB'):format(bytes / 1e9) or ('%.0f MB'):format(bytes / 1e6)
end

---@param client vim.lsp.Client
---@param name string
local function choose(client, name)
  server.execute(client, 'caro.selectModel', { name = name }, function(answer)
    vim.notify(('Caro: %s answers from now on.'):format(answer.chosen))
  end)
end

---@param client vim.lsp.Client
---@param model table
local function fetch(client, model)
  local question = ('Caro: download %s (%s)?'):format(model.name, size(model.size))
  if vim.fn.confirm(question, '&Download\n&Cancel', 2) ~= 1 then
    return
  end
  vim.notify(('Caro: downloading %s; :Caro model stops it.'):format(model.name))
  server.execute(client, 'caro.downloadModel', { name = model.name }, function(answer)
    vim.notify(('Caro: %s is here.'):format(answer.name))
  end)
end

-- The tokens of the downloads that run, so that they can be stopped.
vim.api.nvim_create_autocmd('LspProgress', {
  group = vim.api.nvim_create_augroup('caro.model', {}),
  callback = function(event)
    local params = event.data.params or {}
    local token, value = params.token, params.value
    if type(token) ~= 'string' or not vim.startswith(token, 'caro-download') or type(value) ~= 'table' then
      return
    end
    if value.kind == 'end' then
      downloads[token] = nil
    elseif value.kind == 'begin' then
      downloads[token] = { client = event.data.client_id, token = token, name = value.title }
    end
  end,
})

---@param model table
---@param chosen? string
---@return string
local function label(model, chosen)
  local name = model.installed_as or model.name
  local state = name == chosen and 'answers now' or model.is_installed and 'is here' or 'to download'
  return ('%s  %s, %s, %s'):format(name, size(model.size), VERDICTS[model.verdict] or model.verdict, state)
end

--- Lets the user choose among the models that are here and those that could be.
---@param name? string
function M.run(name)
  server.client(function(client)
    if name then
      return choose(client, name)
    end
    server.execute(client, 'caro.selectModel', nil, function(answer)
      local list = {}
      for _, download in pairs(downloads) do
        table.insert(list, { label = 'Stop: ' .. download.name, stop = download })
      end
      for _, model in ipairs(type(answer) == 'table' and answer.models or {}) do
        table.insert(list, { label = label(model, answer.chosen), model = model })
      end
      if #list == 0 then
        return vim.notify('Caro: there is no model to choose.', vim.log.levels.WARN)
      end
      local function format(entry)
        return entry.label
      end
      vim.ui.select(list, { prompt = 'Which model answers?', kind = 'caro', format_item = format }, function(entry)
        if not entry then
          return
        elseif entry.stop then
          server.notify(client, 'window/workDoneProgress/cancel', { token = entry.stop.token })
        elseif entry.model.is_installed then
          choose(client, entry.model.installed_as or entry.model.name)
        else
          fetch(client, entry.model)
        end
      end)
    end)
  end)
end

return M
