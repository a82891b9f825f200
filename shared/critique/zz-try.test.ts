import { parseInstruction } from './instruction';
import { readFileSync } from 'node:fs';
it('x', () => {
  for (const l of readFileSync('/tmp/phrases.txt','utf8').split('\n').filter(Boolean)) { const r = parseInstruction(l.replaceAll('\\n','\n')); process.stdout.write(`${l}\n   ${r.suggestions.map((s)=>[s.magnitude,s.direction,s.attribute,s.amount,s.scope&&'@'+s.scope,s.keep&&'keep '+s.keep,s.reason&&'R:'+s.reason].filter(Boolean).join(' ')).join(' | ')}${r.notUnderstood.length?'\n   ?? '+r.notUnderstood.join(' // '):''}${r.notes.length?'\n   -- '+r.notes.join(' // '):''}\n`); }
});
