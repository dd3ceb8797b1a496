import { foldRegistry } from '../folds/registry.ts';
import { serveFolds } from './serve.ts';

// Entry point of a worker thread; bundled as a file of its own.
serveFolds(foldRegistry);
