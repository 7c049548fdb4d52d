// Writes a model that takes seconds to load and nothing on disk: our small one, made wide and deep, with zeros for weights.

import fs from 'node:fs';
import { NANO } from './kit.mjs';

const BLOCKS = 48;
const WIDE = 65_536;
const F32 = 0;
/** The processor's own order of it differs from the file's, so that loading has work to do. */
const Q4_0 = 2;

const number = (bytes, value) => {
  const buffer = Buffer.alloc(bytes);
  if (bytes === 8) buffer.writeBigUInt64LE(BigInt(value));
  else buffer.writeUInt32LE(value);
  return buffer;
};

function set(header, key, value) {
  const at = header.indexOf(key) + key.length + 4;
  header.writeUInt32LE(value, at);
}

/** Its tensors, as [name, dimensions, type]. */
function tensors() {
  const all = [
    ['token_embd.weight', [192, 1536], Q4_0],
    ['output_norm.weight', [192], F32],
  ];
  for (let block = 0; block < BLOCKS; block += 1) {
    const add = (name, dimensions, type = Q4_0) => all.push([`blk.${block}.${name}.weight`, dimensions, type]);
    add('attn_norm', [192], F32);
    add('ffn_norm', [192], F32);
    for (const name of ['attn_q', 'attn_k', 'attn_v', 'attn_output']) add(name, [192, 192]);
    add('ffn_gate', [192, WIDE]);
    add('ffn_up', [192, WIDE]);
    add('ffn_down', [WIDE, 192]);
  }
  return all;
}

export function writeSlowModel(file) {
  const nano = fs.readFileSync(NANO);
  // Values end where the first tensor is described.
  const header = Buffer.from(nano.subarray(0, nano.indexOf('token_embd.weight') - 8));
  set(header, 'llama.block_count', BLOCKS);
  set(header, 'llama.feed_forward_length', WIDE);
  set(header, 'general.file_type', Q4_0);
  const list = tensors();
  header.writeBigUInt64LE(BigInt(list.length), 8);
  const parts = [header];
  let offset = 0;
  for (const [name, dimensions, type] of list) {
    parts.push(number(8, name.length), Buffer.from(name), number(4, dimensions.length));
    parts.push(...dimensions.map(it => number(8, it)), number(4, type), number(8, offset));
    const values = dimensions.reduce((product, it) => product * it, 1);
    offset += Math.ceil((type === F32 ? values * 4 : (values / 32) * 18) / 32) * 32;
  }
  const described = Buffer.concat(parts);
  fs.writeFileSync(file, described);
  // What was never written takes no room and reads as zeros.
  fs.truncateSync(file, Math.ceil(described.length / 32) * 32 + offset);
}
