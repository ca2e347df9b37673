import { describe, expect, it } from 'vitest'
import { extractAsciidoc } from './asciidoc.ts'
import { extractCalendar } from './calendar.ts'
import { extractContacts } from './contacts.ts'
import { extractLatex } from './latex.ts'
import { extractNotebook } from './notebook.ts'
import { extractOrg } from './org.ts'
import { extractRst } from './rst.ts'

describe('Org', () => {
  it('becomes Markdown without drawers and comments', () => {
    const org = extractOrg(
      '#+TITLE: On otters\n#+AUTHOR: Ada\n#+FILETAGS: :zoo:\n# a comment\n* TODO Food :fish:\n:PROPERTIES:\n:ID: 7\n:END:\nThey eat [[https://x.org][fish]].\n#+BEGIN_SRC sh\n* no heading\n#+END_SRC\n| a | b |\n|---+---|\n| c | d |\n** Winter\nice\n',
    )
    expect(org.text).toBe(
      '# TODO Food\n\nThey eat fish.\n```sh\n* no heading\n```\n| a | b |\n| --- | --- |\n| c | d |\n\n## Winter\n\nice',
    )
    expect(org).toMatchObject({ title: 'On otters', author: 'Ada', labels: ['fish', 'zoo'] })
  })
})

describe('reStructuredText', () => {
  it('becomes Markdown, headings by the order of their lines', () => {
    const rst = extractRst(
      '=====\nTitle\n=====\n\n:Author: Ada\n\nPart\n----\n\nSee :ref:`the part <part>` and `a page <https://x.org>`_::\n\n    code = 1\n\n.. a comment\n   of two lines\n\n.. note:: Mind this\n\n.. code-block:: py\n\n   x = 1\n\n.. image:: a.png\n   :alt: An otter\n\nPart two\n--------\nend\n',
    )
    expect(rst.text).toBe(
      '# Title\n\n## Part\n\nSee the part and a page:\n\n```\ncode = 1\n```\n\nMind this\n\n```py\nx = 1\n```\n\nAn otter\n\n## Part two\n\nend',
    )
    expect(rst).toMatchObject({ title: 'Title', author: 'Ada' })
  })
})

describe('AsciiDoc', () => {
  it('becomes Markdown, with its tables', () => {
    const adoc = extractAsciidoc(
      '= On otters\nAda Lovelace <ada@x.org>\n:keywords: zoo, river\n\n// a comment\n== Food\n\nThey eat https://x.org[fish], see <<food,there>>.\n\n* one\n** inner\n. first\n\n[source,sh]\n----\n== no heading\n----\n\n|===\n|a |b\n\n|c\n|d\n|===\n\ninclude::other.adoc[]\nimage::a.png[An otter]\n',
    )
    expect(adoc.text).toBe(
      '# On otters\n\n## Food\n\nThey eat fish, see there.\n\n- one\n  - inner\n1. first\n\n```sh\n== no heading\n```\n\n| a | b |\n| --- | --- |\n| c | d |\n\nAn otter',
    )
    expect(adoc).toMatchObject({ title: 'On otters', author: 'Ada Lovelace', labels: ['zoo', 'river'] })
  })
})

describe('LaTeX', () => {
  it('keeps its source, with headings and letters', () => {
    const latex = extractLatex(
      "\\documentclass{article}\n\\title{On \\emph{otters}\\thanks{x}}\n\\author{Ada \\and Bob}\n\\begin{document}\n\\section*{Their {\\bf food}\\label{f}}\nCaf\\'e, Stra\\ss e, \\c{c}a, \\constructor\n\\subsection{Winter}\nice\n\\end{document}\n",
    )
    expect(latex.text).toContain('\n## Their food\n')
    expect(latex.text).toContain('\n### Winter\n')
    expect(latex.text).toContain('Café, Straße, ça, \\constructor')
    expect(latex).toMatchObject({ title: 'On otters', author: 'Ada, Bob' })
  })
})

describe('a notebook', () => {
  it('gives its texts, code and what was printed', () => {
    const notebook = {
      metadata: { kernelspec: { language: 'python' } },
      cells: [
        { cell_type: 'markdown', source: ['# On otters\n', 'They swim.'] },
        {
          cell_type: 'code',
          source: 'print(1)',
          outputs: [{ text: ['1\n'] }, { data: { 'image/png': 'AAAA', 'text/plain': '<Figure>' } }],
        },
      ],
    }
    const read = extractNotebook(JSON.stringify(notebook), 'a.ipynb')
    expect(read.text).toBe('# On otters\nThey swim.\n\n```python\nprint(1)\n```\n\n```\n1\n\n<Figure>\n```')
    expect(read.title).toBe('On otters')
    expect(extractNotebook('{ broken', 'a.ipynb').text).toBe('{ broken')
  })
})

describe('a calendar', () => {
  it('gives each entry with when, where and who', () => {
    const ics =
      'BEGIN:VCALENDAR\r\nX-WR-CALNAME:Zoo\r\nBEGIN:VEVENT\r\nDTSTART;TZID=Europe/Berlin:20260102T030400\r\nDTEND;TZID=Europe/Berlin:20260102T040400\r\nSUMMARY:Feeding\\, all of\r\n  them\r\nLOCATION:Pond\r\nATTENDEE;CN="Lovelace, Ada":mailto:ada@x.org\r\nDESCRIPTION:Bring fish\\nand ice\r\nCATEGORIES:zoo,river\r\nBEGIN:VALARM\r\nDESCRIPTION:Reminder\r\nEND:VALARM\r\nEND:VEVENT\r\nBEGIN:VTODO\r\nDUE;VALUE=DATE:20260105\r\nSUMMARY:Buy fish\r\nEND:VTODO\r\nEND:VCALENDAR\r\n'
    const calendar = extractCalendar(ics)
    expect(calendar.text).toBe(
      '## Feeding, all of them\n\n2026-01-02 03:04 Europe/Berlin – 2026-01-02 04:04 Europe/Berlin\nPond\nLovelace, Ada <ada@x.org>\n\nBring fish\nand ice\n\n## Buy fish\n\n2026-01-05',
    )
    expect(calendar).toMatchObject({ title: 'Zoo', labels: ['zoo', 'river'] })
  })
})

describe('address cards', () => {
  it('give each person, without photos, of every version', () => {
    const vcf =
      'BEGIN:VCARD\nVERSION:2.1\nN;CHARSET=ISO-8859-1;ENCODING=QUOTED-PRINTABLE:M=FCller;Eva;;;\nTEL;HOME:+49 1\nNOTE;ENCODING=QUOTED-PRINTABLE:likes=\n otters\nEND:VCARD\nBEGIN:VCARD\nVERSION:4.0\nFN:Ada Lovelace\nitem1.EMAIL:ada@x.org\nORG:Engines\\, Ltd;Notes\nADR;TYPE=home:;;1 Road;London;;N1;UK\nPHOTO:data:image/png;base64,AAAA\nEND:VCARD\n'
    expect(extractContacts(vcf).text).toBe(
      '## Eva Müller\n\n+49 1\nlikesotters\n\n## Ada Lovelace\n\nEngines, Ltd, Notes\nada@x.org\n1 Road, London, N1, UK',
    )
  })
})
