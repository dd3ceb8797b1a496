/** What the pages of an HTML catalogue run in the browser; bundled into `assets/catalogue/page.js`. */

import { filterCodes } from './code-filter.ts';
import { offerCopying } from './copying.ts';
import { searchVariables } from './variable-search.ts';

searchVariables();
filterCodes();
offerCopying();
