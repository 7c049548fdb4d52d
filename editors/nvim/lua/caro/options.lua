-- What the user wrote into `vim.g.caro`: the server's settings, which pass through unread, and what only Neovim has.
local M = {}

---@return caro.Options
function M.all()
  local value = vim.g.caro
  if type(value) == 'function' then
    local ok, given = pcall(value)
    if not ok then
      vim.notify_once('Caro: the function in vim.g.caro fails: ' .. tostring(given), vim.log.levels.ERROR)
    end
    value = ok and given or nil
  end
  return type(value) == 'table' and value or {}
end

--- What only this plugin knows.
---@return caro.Nvim
function M.own()
  local own = M.all().nvim
  return type(own) == 'table' and own or {}
end

--- The server's settings, as they were written.
---@return caro.Settings
function M.settings()
  local settings = vim.deepcopy(M.all())
  settings.nvim = nil
  -- An empty table would become a list in JSON.
  return next(settings) and settings or vim.empty_dict()
end

--- What is wrong with our own part; of its own settings the server tells.
---@return string[]
function M.problems()
  local value, found = vim.g.caro, {}
  if value ~= nil and type(value) ~= 'table' and type(value) ~= 'function' then
    table.insert(found, ('vim.g.caro is a %s, and must be a table or a function that gives one'):format(type(value)))
  end
  local own = M.all().nvim
  if own ~= nil and type(own) ~= 'table' then
    table.insert(found, ('vim.g.caro.nvim is a %s, and must be a table'):format(type(own)))
  end
  local known = { autostart = 'boolean', ghost = 'boolean', ghost_with_menu = 'boolean' }
  for name, given in pairs(M.own()) do
    local kind = known[name]
    if not kind then
      table.insert(found, ('vim.g.caro.nvim.%s is unknown'):format(name))
    elseif type(given) ~= kind then
      table.insert(found, ('vim.g.caro.nvim.%s is a %s, and must be a %s'):format(name, type(given), kind))
    end
  end
  table.sort(found)
  return found
end

return M
