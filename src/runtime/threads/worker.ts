import { foldRegistry } from '../folds/registry.ts';
import { compileAhead } from '../simd/memory.ts';
import { serveFolds } from './serve.ts';

// Entry point of a worker thread; bundled as a file of its own.
serveFolds(foldRegistry);
// Workers start while data is read, and have nothing else to do until the first job comes.
compileAhead();
