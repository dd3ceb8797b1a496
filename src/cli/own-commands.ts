import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';

/** Adds the commands that bring private data to a databank of one’s own. */
export function addOwnCommands(_context: CommandContext, _databank: Command): void {}
