import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';

/** Adds the commands that carry databanks to and from other formats. */
export function addExchangeCommands(_context: CommandContext, _databank: Command): void {}
