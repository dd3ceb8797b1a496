import fs from 'node:fs';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { memoryPages, validateXML } from 'xmllint-wasm';
import { ddiXml } from '../../src/catalogue/ddi.ts';
import { branch, documentOf, escapeXml, leaf } from '../../src/catalogue/xml.ts';
import type { RegisterVariable } from '../../src/metadata/catalogue.ts';
import { demoDatabank } from '../../src/metadata/embedded.ts';
import { catalogueOf, sample, variable } from './sample.ts';

const read = (name: string): string => fs.readFileSync(path.join(import.meta.dirname, name), 'utf8');

/** What xmllint has against a document. */
async function complaintsOf(xml: string): Promise<readonly string[]> {
  const { valid, errors, rawOutput } = await validateXML({
    xml: [{ fileName: 'catalogue.xml', contents: xml }],
    schema: [{ fileName: 'ddi-codebook-subset.xsd', contents: read('ddi-codebook-subset.xsd') }],
    preload: [{ fileName: 'xml.xsd', contents: read('xml.xsd') }],
    initialMemoryPages: 4 * memoryPages.MiB * 16,
    maxMemoryPages: memoryPages.GiB,
  });
  return valid ? [] : [...errors.map(({ message }) => message), rawOutput.slice(0, 400)];
}

/** References to identifiers that no element has: xmllint does not look. */
function danglingReferences(xml: string): readonly string[] {
  const known = new Set([...xml.matchAll(/ ID="([^"]*)"/gu)].map((match) => match[1]));
  const references = [...xml.matchAll(/ (?:files|var|sdatrefs)="([^"]*)"/gu)].flatMap(
    (match) => match[1]?.split(' ') ?? [],
  );
  return references.filter((name) => !known.has(name));
}

/** Codes are alike: a few of each list keep the check quick. */
function withFewCodes(each: RegisterVariable): RegisterVariable {
  const { valueDomain } = each;
  if (valueDomain.type !== 'enumerated') return each;
  return {
    ...each,
    valueDomain: { ...valueDomain, codes: [...valueDomain.codes.slice(0, 3), ...valueDomain.codes.slice(-2)] },
  };
}

describe('DDI Codebook', () => {
  it('is valid for a variable of each kind', async () => {
    expect(await complaintsOf(ddiXml(sample))).toEqual([]);
    expect(danglingReferences(ddiXml(sample))).toEqual([]);
  });

  it('is valid for every variable of the demo databank', async () => {
    const databank = demoDatabank('nowhere', 1000);
    const demo = databank.catalogue(databank.versions.at(-1) ?? '');
    if (demo === undefined) throw new Error('the demo databank has no catalogue');
    const xml = ddiXml({
      ...demo,
      variables: new Map([...demo.variables].map(([name, v]) => [name, withFewCodes(v)])),
    });
    expect(await complaintsOf(xml)).toEqual([]);
    expect(danglingReferences(xml)).toEqual([]);
  });

  it('the check finds what is wrong: an element out of order, a reference to nothing', async () => {
    const xml = ddiXml(sample);
    const reordered = xml.replace(
      /(<labl xml:lang="nb">Mor<\/labl>)\n\s*(<labl.*?<\/labl>)\n\s*(<anlysUnit.*?<\/anlysUnit>)/u,
      '$3$1$2',
    );
    expect(reordered).not.toBe(xml);
    expect(await complaintsOf(reordered)).not.toEqual([]);
    expect(danglingReferences(xml.replace('files="F_INNTEKT_LONN"', 'files="F_NOWHERE"'))).toEqual(['F_NOWHERE']);
  });

  it('describes a variable with its codes, periods and universe', () => {
    const xml = ddiXml(sample);
    const start = xml.indexOf('<var ID="V_BEFOLKNING_KOMMNR"');
    expect(xml.slice(start, xml.indexOf('</var>', start))).toMatchInlineSnapshot(`
      "<var ID="V_BEFOLKNING_KOMMNR" name="BEFOLKNING_KOMMNR" files="F_BEFOLKNING_KOMMNR" intrvl="discrete" sdatrefs="T_2016-01-01 U_2020-01-01 A_PERSON" nature="nominal" representationType="code">
         <labl xml:lang="nb">Bostedskommune</labl>
         <labl xml:lang="en">Municipality of residence</labl>
         <anlysUnit xml:lang="nb">Person</anlysUnit>
         <valrng>
          <item VALUE="0301"/>
          <item VALUE="1601"/>
          <item VALUE="5001"/>
         </valrng>
         <universe xml:lang="nb" clusion="I">Bosatte</universe>
         <catgry>
          <catValu>0301</catValu>
          <labl xml:lang="nb">Oslo</labl>
         </catgry>
         <catgry>
          <catValu>1601</catValu>
          <labl xml:lang="nb">Trondheim</labl>
          <txt>../2017-12-31</txt>
         </catgry>
         <catgry>
          <catValu>5001</catValu>
          <labl xml:lang="nb">Trondheim</labl>
          <txt>2018-01-01/..</txt>
         </catgry>
         <concept xml:lang="nb">Befolkning</concept>
         <varFormat type="character" schema="other" otherSchema="microdata">STRING</varFormat>
         <notes type="temporality">STATUS</notes>
         <notes type="validity" xml:lang="nb">1. januar hvert år 2016–2020</notes>
         <notes type="sensitivity">PERSON_GENERAL</notes>
         <notes type="closed" xml:lang="nb">Erstattet</notes>
         <notes type="successor">BEFOLKNING_BOSTED</notes>
        "
    `);
  });

  it('says once which list the schema of its formats is from', () => {
    const xml = ddiXml(sample);
    expect(xml.match(/<codeListID>microdata<\/codeListID>/gu)).toHaveLength(1);
    expect(xml).toContain(
      '<selector>/codeBook/dataDscr/var/varFormat</selector>\n    <attribute>@otherSchema</attribute>',
    );
    expect(xml.match(/ schema="other" otherSchema="microdata"/gu)).toHaveLength(sample.variables.size);
  });

  it('the check finds an item without its value', async () => {
    const xml = ddiXml(sample);
    expect(await complaintsOf(xml.replace('<item VALUE="0301"/>', '<item/>'))).not.toEqual([]);
  });

  it('carries no character that XML cannot, and escapes the rest', () => {
    expect(escapeXml('a\u0001b\ud800c\ufffe<&>"\'')).toBe('a\ufffdb\ufffdc\ufffd&lt;&amp;&gt;&quot;&apos;');
    expect(escapeXml('x\ty\n\u{1F600}')).toBe('x&#9;y&#10;\u{1F600}');
    const xml = ddiXml(catalogueOf([variable('A_B', { title: '\u0000]]>\u001f<script>' })]));
    expect(xml).toContain('\ufffd]]&gt;\ufffd&lt;script&gt;');
  });

  it('gives the same bytes again', () => {
    expect(ddiXml(sample)).toBe(ddiXml(sample));
  });
});

describe('XML', () => {
  it('leaves out elements that would hold none, and attributes without a value', () => {
    expect(documentOf(branch('a', { b: undefined, c: 'd"' }, [branch('e', {}, []), leaf('f')]))).toBe(
      '<?xml version="1.0" encoding="UTF-8"?>\n<a c="d&quot;">\n <f/>\n</a>\n',
    );
  });
});
