import { serveFolds } from '../../src/runtime/threads/serve.ts';
import { testRegistry } from './test-folds.ts';

serveFolds(testRegistry);
