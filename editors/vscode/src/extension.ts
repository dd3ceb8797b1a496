import * as vscode from 'vscode';
import { LanguageClient, TransportKind } from 'vscode-languageclient/node';
import { startOf } from './find-program.ts';
import { openReport, runScript, runToEndOf } from './running.ts';
import { program, serverSettings, settings } from './settings.ts';

let client: LanguageClient | undefined;

/** The command that a line above a part of a script offers; the server is told that it can be carried out here. */
const partCommand = 'microdata.runBlock';

/** Called by the editor when the first script, or the first Markdown document, is opened. */
export async function activate(context: vscode.ExtensionContext): Promise<void> {
  const channel = vscode.window.createOutputChannel('microdata', { log: true });
  const restart = async (): Promise<void> => {
    await client?.dispose();
    client = newClient(context, channel);
    await client.start();
  };
  context.subscriptions.push(
    channel,
    vscode.commands.registerCommand('microdata.runScript', () => runScript(context)),
    vscode.commands.registerCommand('microdata.openReport', () => openReport(context, channel)),
    vscode.commands.registerCommand(partCommand, (uri: string, range: { readonly end: vscode.Position }) =>
      runToEndOf(context, vscode.Uri.parse(uri), range.end),
    ),
    vscode.commands.registerCommand('microdata.restartServer', restart),
    vscode.workspace.onDidGrantWorkspaceTrust(restart),
    vscode.workspace.onDidChangeConfiguration(async (change) => {
      const needsStart = ['microdata.server', 'microdata.language'].some((name) => change.affectsConfiguration(name));
      if (needsStart) await restart();
    }),
  );
  await restart();
}

/** Called by the editor when it ends. */
export async function deactivate(): Promise<void> {
  await client?.dispose();
}

function newClient(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): LanguageClient {
  const found = program(context);
  const { command, args } = startOf(found, ['lsp']);
  const { folder } = settings();
  channel.info([command, ...args].join(' '));
  return new LanguageClient(
    'microdata',
    'microdata',
    {
      command,
      args,
      transport: TransportKind.stdio,
      options: {
        env: { ...process.env, ...found.environment },
        shell: found.needsShell,
        ...(folder === undefined ? {} : { cwd: folder }),
      },
    },
    {
      documentSelector: [{ language: 'microdata' }, { language: 'markdown' }],
      initializationOptions: serverSettings([partCommand]),
      outputChannel: channel,
    },
  );
}
