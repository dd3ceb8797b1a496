import { spawn } from 'node:child_process';
import path from 'node:path';
import * as vscode from 'vscode';
import { runArguments, startOf } from './find-program.ts';
import { program, settings } from './settings.ts';

/** Runs the script in the active editor and shows its results in a terminal. */
export async function runScript(context: vscode.ExtensionContext): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const file = document && (await fileOf(context, document));
  if (file !== undefined) await runInTerminal(context, file);
}

/** Runs a document as far as a position, the end of one of its parts: what stands before is what the part builds on. */
export async function runToEndOf(
  context: vscode.ExtensionContext,
  uri: vscode.Uri,
  { line, character }: { readonly line: number; readonly character: number },
): Promise<void> {
  const document = await vscode.workspace.openTextDocument(uri);
  const text = document.getText(new vscode.Range(0, 0, line, character));
  await runInTerminal(context, await written(context, document, text));
}

/** Runs the script in the active editor and opens its report in a browser. */
export async function openReport(context: vscode.ExtensionContext, channel: vscode.LogOutputChannel): Promise<void> {
  const document = vscode.window.activeTextEditor?.document;
  const file = document && (await fileOf(context, document));
  if (file === undefined) return;
  const { say } = settings();
  const name = path.basename(file);
  const report = vscode.Uri.joinPath(await storage(context), `${path.parse(name).name}.html`);
  // The report of an earlier run must not be taken for this one's.
  await vscode.workspace.fs.delete(report).then(undefined, () => undefined);
  const problems = await vscode.window.withProgress(
    {
      location: vscode.ProgressLocation.Notification,
      title: say(`Kjører ${name}`, `Running ${name}`),
      cancellable: true,
    },
    (_, cancelled) => runQuietly(context, [...argumentsFor(file), '--out', report.fsPath, '--quiet'], cancelled),
  );
  if (problems === undefined) return;
  const isThere = await vscode.workspace.fs.stat(report).then(
    () => true,
    () => false,
  );
  // A script that was stopped has a report, too; what stopped it stands there.
  if (isThere) {
    await vscode.env.openExternal(report);
    return;
  }
  channel.error(problems);
  const show = say('Vis feilen', 'Show the problem');
  const message = say(`${name} ga ingen rapport.`, `${name} gave no report.`);
  if ((await vscode.window.showErrorMessage(message, show)) === show) channel.show();
}

function argumentsFor(file: string): readonly string[] {
  return runArguments(file, settings());
}

async function runInTerminal(context: vscode.ExtensionContext, file: string): Promise<void> {
  const { command, leading, environment, needsShell } = program(context);
  const { folder } = settings();
  const options = { env: { ...environment }, ...(folder === undefined ? {} : { cwd: folder }) };
  const given = [...leading, ...argumentsFor(file)];
  const quoted = (value: string): vscode.ShellQuotedString => ({ value, quoting: vscode.ShellQuoting.Strong });
  const task = new vscode.Task(
    { type: 'microdata', file },
    vscode.TaskScope.Workspace,
    path.basename(file),
    'microdata',
    needsShell
      ? new vscode.ShellExecution(quoted(command), given.map(quoted), options)
      : new vscode.ProcessExecution(command, given, options),
  );
  task.presentationOptions = { clear: true, panel: vscode.TaskPanelKind.Dedicated, showReuseMessage: false };
  await vscode.tasks.executeTask(task);
}

/** What the program says on standard error; `undefined` when the user has called the run off. */
function runQuietly(
  context: vscode.ExtensionContext,
  given: readonly string[],
  cancelled: vscode.CancellationToken,
): Promise<string | undefined> {
  const found = program(context);
  const { command, args } = startOf(found, given);
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: settings().folder,
      env: { ...process.env, ...found.environment },
      shell: found.needsShell,
      stdio: ['ignore', 'ignore', 'pipe'],
    });
    let said = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      said += text;
    });
    cancelled.onCancellationRequested(() => child.kill());
    child.on('error', (error) => resolve(error.message));
    child.on('close', () => resolve(cancelled.isCancellationRequested ? undefined : said));
  });
}

/** The file of a document, saved; one that lies on no disk is written where the extension keeps such things. */
async function fileOf(context: vscode.ExtensionContext, document: vscode.TextDocument): Promise<string | undefined> {
  if (document.uri.scheme !== 'file') return written(context, document, document.getText());
  // The user may call off saving, for instance where the file has changed meanwhile.
  return !document.isDirty || (await document.save()) ? document.uri.fsPath : undefined;
}

async function written(context: vscode.ExtensionContext, document: vscode.TextDocument, text: string): Promise<string> {
  const ending = document.languageId === 'markdown' ? '.md' : '.microdata';
  const name = path.parse(path.basename(document.uri.path)).name;
  const file = vscode.Uri.joinPath(await storage(context), `${name}${ending}`);
  await vscode.workspace.fs.writeFile(file, new TextEncoder().encode(text));
  return file.fsPath;
}

async function storage(context: vscode.ExtensionContext): Promise<vscode.Uri> {
  const folder = context.storageUri ?? context.globalStorageUri;
  await vscode.workspace.fs.createDirectory(folder);
  return folder;
}
