/** `npm run docs`: writes docs/parameters.md. */
import { writeFileSync } from 'node:fs';

import { panel } from './panel';
import { parametersPage } from './parameters';

writeFileSync('docs/parameters.md', parametersPage(panel));
