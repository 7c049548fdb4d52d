-- What other configuration may call; the rest is internal.
local M = {}

--- One short text for a status line, empty where the buffer has no Caro.
---@param buf? integer
---@return string
function M.status(buf)
  return package.loaded['caro.status'] and require('caro.status').text(buf) or ''
end

--- Whether ghost text is shown: then a key may take it.
---@return boolean
function M.visible()
  return package.loaded['caro.ghost'] ~= nil and require('caro.ghost').visible()
end

--- Asks for a command; without a wish the user is asked for one.
---@param wish? string
function M.generate(wish)
  require('caro.generate').run({ wish = wish })
end

return M
