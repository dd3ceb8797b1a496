-- Plays a user of Neovim: opens scripts, types, completes, hovers, renames and formats, and writes what it saw as JSON.
-- Started by neovim.test.ts with NVIM_FOLDER (the scripts) and NVIM_SEEN (the file to write).

local folder = vim.env.NVIM_FOLDER
local seen = {}

--- Waits in the editor's own loop until `ready` gives something; keys that were typed are worked on meanwhile.
local function wait(what, ready)
  local co = coroutine.running()
  local left = 2000
  local function look()
    local answer = ready()
    if answer then
      coroutine.resume(co, answer)
    elseif left == 0 then
      seen.failed = 'waited in vain for ' .. what
      coroutine.resume(co, nil)
    else
      left = left - 1
      vim.defer_fn(look, 20)
    end
  end
  vim.defer_fn(look, 20)
  local answer = coroutine.yield()
  if not answer then
    error(seen.failed)
  end
  return answer
end

local function keys(typed)
  vim.api.nvim_feedkeys(vim.api.nvim_replace_termcodes(typed, true, false, true), 'n', false)
end

local function lines()
  return vim.api.nvim_buf_get_lines(0, 0, -1, false)
end

local function clients()
  return vim.lsp.get_clients and vim.lsp.get_clients({ bufnr = 0 }) or vim.lsp.buf_get_clients(0)
end

local function find(pattern)
  vim.api.nvim_win_set_cursor(0, { 1, 0 })
  return vim.fn.search(pattern, 'c')
end

--- The problems of the buffer, once `wanted` of them have come.
local function problems(wanted)
  return wait(wanted .. ' problems', function()
    local found = vim.diagnostic.get(0)
    if #found ~= wanted then
      return nil
    end
    return vim.tbl_map(function(problem)
      local line = lines()[problem.lnum + 1]
      return {
        code = problem.code,
        line = problem.lnum + 1,
        text = line:sub(problem.col + 1, problem.end_col),
        message = problem.message,
      }
    end, found)
  end)
end

--- Types at the end of a line, and gives the words that completion offers there.
local function offers(typed)
  keys('A' .. typed .. '<C-x><C-o>')
  local words = wait('completion behind ' .. typed, function()
    local info = vim.fn.complete_info({ 'items', 'mode' })
    if #info.items == 0 then
      return nil
    end
    return vim.tbl_map(function(item)
      return item.abbr ~= '' and item.abbr or item.word
    end, info.items)
  end)
  keys('<C-e><Esc>')
  wait('the end of insertion', function()
    return vim.fn.mode() == 'n'
  end)
  return words
end

local function floating_text()
  for _, window in ipairs(vim.api.nvim_list_wins()) do
    if vim.api.nvim_win_get_config(window).relative ~= '' then
      local text = table.concat(vim.api.nvim_buf_get_lines(vim.api.nvim_win_get_buf(window), 0, -1, false), '\n')
      vim.api.nvim_win_close(window, true)
      return text
    end
  end
  return nil
end

--- The group that colours the place of a pattern.
local function colour(pattern)
  find(pattern)
  return vim.fn.synIDattr(vim.fn.synID(vim.fn.line('.'), vim.fn.col('.'), 1), 'name')
end

--- The window goes when the cursor moves, and the editor may tell of the move by `find` after the window has come: then it asks
--- again, as a user would.
local function hovered(pattern)
  find(pattern)
  local looks = 0
  return wait('hover', function()
    local text = floating_text()
    if not text and looks % 100 == 0 then
      vim.lsp.buf.hover()
    end
    looks = looks + 1
    return text
  end)
end

local function open(name)
  vim.cmd('edit ' .. folder .. '/' .. name)
  wait('the server', function()
    return next(clients()) ~= nil
  end)
end

local function play()
  open('wages.microdata')
  seen.filetype = vim.bo.filetype
  seen.colours = { script = colour('collapse'), option = colour('colpct') }
  -- The mistake shows that the script before it was read without any.
  keys('Gosummarize wagee<Esc>')
  seen.problems = problems(1)

  vim.ui.select = function(actions, _, choose)
    seen.actions = vim.tbl_map(function(action)
      return (action[2] or action.action).title
    end, actions)
    choose(actions[1], 1)
  end
  find('wagee')
  vim.lsp.buf.code_action()
  wait('the quick fix', function()
    return lines()[#lines()] == 'summarize wage'
  end)
  seen.mended = problems(0)

  keys('Go<Esc>')
  seen.variables = offers('tabulate pla')
  keys('S<Esc>')
  seen.dates = offers('import db/NUDB_BU 2021-')
  keys('S<Esc>')
  seen.codes = offers("generate woman = sex == ")
  keys('dd')
  wait('the empty line to go', function()
    return lines()[#lines()] == 'summarize wage'
  end)

  seen.hover_variable = hovered('INNTEKT_WLONN')
  seen.hover_command = hovered('collapse')

  local used = find('sysmiss(\\zsmuni')
  vim.lsp.buf.definition()
  seen.definition = wait('the definition', function()
    return vim.fn.line('.') ~= used and vim.api.nvim_get_current_line()
  end)

  find('ratio')
  vim.lsp.buf.rename('relative_wage')
  wait('the new name', function()
    return vim.fn.search('relative_wage', 'nw') > 0
  end)
  seen.renamed = lines()

  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.tbl_map(function(line)
    return (line:gsub(' = ', '='):gsub(', ', ' ,  '))
  end, lines()))
  seen.unformatted = lines()
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 20000 })
  else
    vim.lsp.buf.formatting_sync({}, 20000)
  end
  seen.formatted = lines()
  vim.cmd('silent write')

  open('families.md')
  seen.markdown_filetype = vim.bo.filetype
  seen.colours.fence = colour('create-dataset young')
  seen.colours.prose = colour('Registers know')
  find('mother_worked yesno')
  keys('owagee<Esc>')
  seen.markdown_problems = problems(1)
  keys('u')

  seen.clients = vim.tbl_count(clients())
end

local function finish()
  local file = assert(io.open(vim.env.NVIM_SEEN, 'w'))
  file:write(vim.json and vim.json.encode(seen) or vim.fn.json_encode(seen))
  file:close()
  vim.cmd('qall!')
end

coroutine.wrap(function()
  local ok, problem = xpcall(play, debug.traceback)
  if not ok then
    seen.failed = tostring(problem)
  end
  finish()
end)()
