import type { Command } from 'commander';
import type { CommandContext } from './command-context.ts';

/** Adds the commands that show what databanks hold. */
export function addCatalogueCommands(_context: CommandContext, _databank: Command): void {}
