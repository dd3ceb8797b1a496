import type { Json } from '../../base/canonical-json.ts';
import type { LocalText } from '../../base/language.ts';
import type { RegisterVariable } from '../catalogue.ts';
import { isObject } from '../store/content.ts';

/** What our catalogues know of a variable beyond the platform's metadata. */
export interface VariableExtension {
  readonly englishTitle?: string;
  readonly publicValues?: true;
}

/** What our catalogues know beyond the platform's metadata; lies in a file of its own beside `metadata_all`. */
export interface Extensions {
  readonly label?: LocalText;
  readonly variables: ReadonlyMap<string, VariableExtension>;
}

/** The document with the extensions of a version; `undefined` where there are none. */
export function extensionsOf(label: LocalText, variables: readonly RegisterVariable[]): Json | undefined {
  const known = variables.flatMap(({ name, englishTitle, publicValues }): [string, Json][] =>
    englishTitle === undefined && publicValues === undefined
      ? []
      : [
          [
            name,
            {
              ...(englishTitle === undefined ? {} : { englishTitle }),
              ...(publicValues === undefined ? {} : { publicValues }),
            },
          ],
        ],
  );
  if (known.length === 0 && label.nb === label.en) return undefined;
  return { label: { nb: label.nb, en: label.en }, variables: Object.fromEntries(known.sort()) };
}

/** Reads such a document; what is not of its form counts as not said. */
export function readExtensions(json: Json | undefined): Extensions {
  const root = isObject(json) ? json : {};
  const { label } = root;
  const variables = isObject(root['variables']) ? root['variables'] : {};
  return {
    ...(isObject(label) && typeof label['nb'] === 'string' && typeof label['en'] === 'string'
      ? { label: { nb: label['nb'], en: label['en'] } }
      : {}),
    variables: new Map(
      Object.entries(variables).flatMap(([name, entry]): [string, VariableExtension][] => {
        if (!isObject(entry)) return [];
        const { englishTitle, publicValues } = entry;
        return [
          [
            name,
            {
              ...(typeof englishTitle === 'string' ? { englishTitle } : {}),
              ...(publicValues === true ? { publicValues } : {}),
            },
          ],
        ];
      }),
    ),
  };
}
