-- Connects Neovim (0.7 or newer) to `microdata lsp`, with the built-in client: see docs/editors.md.

local microdata = {}

local defaults = {
  -- The language server; replace it where `microdata` is not on the PATH.
  cmd = { 'microdata', 'lsp' },
  -- Language of messages, 'nb' or 'en'; nil follows the environment.
  language = nil,
  -- Folders of databanks, beside those that are built in.
  databanks = {},
  -- Address or folder of a catalogue in HTML, for links from register variables.
  catalogue = nil,
  -- Hints between the lines, where Neovim can show them (0.10): false for none.
  inlay_hints = true,
  -- Called with the client and the buffer; keys are mapped here.
  on_attach = nil,
  -- Of a completion plugin, if one has any.
  capabilities = nil,
}

local function has_fence(buffer)
  for _, line in ipairs(vim.api.nvim_buf_get_lines(buffer, 0, -1, false)) do
    if line:lower():find('[`~][`~][`~]%s*{?%s*microdata%f[%s}%z]') then
      return true
    end
  end
  return false
end

--- The folder that a script belongs to: the nearest one under version control, else its own.
local function root_of(file)
  local folder = vim.fn.fnamemodify(file, ':p:h')
  local git = vim.fn.finddir('.git', vim.fn.escape(folder, ' ,;') .. ';')
  return git == '' and folder or vim.fn.fnamemodify(git, ':p:h:h')
end

local function attached(options, client, buffer)
  vim.bo[buffer].omnifunc = 'v:lua.vim.lsp.omnifunc'
  vim.bo[buffer].tagfunc = 'v:lua.vim.lsp.tagfunc'
  vim.bo[buffer].formatexpr = 'v:lua.vim.lsp.formatexpr()'
  if options.inlay_hints and vim.lsp.inlay_hint then
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
  end
  if options.on_attach then
    options.on_attach(client, buffer)
  end
end

local function config_of(options, root)
  return {
    name = 'microdata',
    cmd = options.cmd,
    root_dir = root,
    workspace_folders = { { name = vim.fn.fnamemodify(root, ':t'), uri = vim.uri_from_fname(root) } },
    capabilities = options.capabilities or vim.lsp.protocol.make_client_capabilities(),
    init_options = {
      language = options.language,
      databanks = options.databanks,
      catalogue = options.catalogue,
      inlayHints = options.inlay_hints,
    },
    on_attach = function(client, buffer)
      attached(options, client, buffer)
    end,
  }
end

-- Before 0.8, one server for each root is kept here.
local clients = {}

local function connect(options, buffer)
  local root = root_of(vim.api.nvim_buf_get_name(buffer))
  local config = config_of(options, root)
  if vim.lsp.start then
    vim.lsp.start(config, { bufnr = buffer })
    return
  end
  local id = clients[root]
  if not id or not vim.lsp.get_client_by_id(id) then
    id = vim.lsp.start_client(config)
    clients[root] = id
  end
  if id then
    vim.lsp.buf_attach_client(buffer, id)
  end
end

--- Starts the server for scripts, and for Markdown documents that hold a microdata fence.
function microdata.setup(given)
  local options = vim.tbl_extend('force', defaults, given or {})
  local group = vim.api.nvim_create_augroup('microdata', { clear = true })
  vim.api.nvim_create_autocmd('FileType', {
    group = group,
    pattern = { 'microdata', 'markdown' },
    callback = function(event)
      if vim.bo[event.buf].filetype == 'microdata' or has_fence(event.buf) then
        connect(options, event.buf)
      end
    end,
  })
  -- A document gets its first fence while it is written.
  vim.api.nvim_create_autocmd('BufWritePost', {
    group = group,
    pattern = '*.md',
    callback = function(event)
      if has_fence(event.buf) then
        connect(options, event.buf)
      end
    end,
  })
end

return microdata
