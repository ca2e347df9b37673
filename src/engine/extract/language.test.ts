import { describe, expect, it } from 'vitest'
import { detectLanguage } from './language.ts'

describe('the language of a text', () => {
  it.each([
    ['en', 'The committee agreed that the budget for the next year should be increased, and that all of the rooms will be painted.'],
    ['de', 'Der Ausschuss hat beschlossen, dass die Mittel für das nächste Jahr erhöht werden und alle Räume gestrichen werden sollen.'],
    ['fr', 'Le comité a décidé que le budget de l’année prochaine sera augmenté et que toutes les salles seront repeintes.'],
    ['es', 'El comité decidió que el presupuesto del próximo año se aumentará y que todas las salas serán pintadas de nuevo.'],
    ['pl', 'Komitet zdecydował, że budżet na przyszły rok zostanie zwiększony, a wszystkie pokoje zostaną pomalowane.'],
    ['ru', 'Комитет решил, что бюджет на следующий год будет увеличен, и все комнаты будут покрашены.'],
    ['zh', '委员会决定增加明年的预算，所有房间都将重新粉刷。'],
    ['ja', '委員会は来年の予算を増やし、すべての部屋を塗り直すことを決めた。'],
    ['ko', '위원회는 내년 예산을 늘리고 모든 방을 다시 칠하기로 결정했다.'],
    ['th', 'คณะกรรมการตัดสินใจเพิ่มงบประมาณสำหรับปีหน้า'],
    ['el', 'Η επιτροπή αποφάσισε να αυξήσει τον προϋπολογισμό.'],
    ['he', 'הוועדה החליטה להגדיל את התקציב לשנה הבאה'],
    ['zh', '我们用 PyTorch 和 Python 训练了一个新的模型，效果比之前的 baseline 好很多。'],
  ])('%s', async (language, text) => {
    expect(await detectLanguage(text)).toBe(language)
  })

  it('is unknown for a few words, for code and for noise', async () => {
    expect(await detectLanguage('Müller 42')).toBeNull()
    expect(await detectLanguage('const a = (b) => b.map((c) => c * 2);\nexport { a };\n'.repeat(20))).toBeNull()
    expect(await detectLanguage('[[[[]]]] 1 2 3 4 5\n'.repeat(50))).toBeNull()
  })

  it('is that of the sentences, not of the code between them', async () => {
    const code = '```js\nfor (const the of and) { if (the) return that }\n```\n'
    const german = 'Hier steht, wie man das Programm auf dem Rechner einrichtet und was dabei zu beachten ist.\n'
    expect(await detectLanguage(code.repeat(5) + german + code)).toBe('de')
  })
})
