import { BlockList, isIP, isIPv4 } from 'node:net';

/** True when an address lies in one of the networks, written as `185.71.76.0/27`, `2a02:5180::/32` or a plain address. */
export function isAddressIn(address: string, networks: readonly string[]): boolean {
  const plain = plainAddress(address);
  if (isIP(plain) === 0) return false;
  const list = new BlockList();
  for (const network of networks) addNetwork(list, network);
  return list.check(plain, isIPv4(plain) ? 'ipv4' : 'ipv6');
}

/** Who sent a request: the last in `X-Forwarded-For` that is no proxy of ours, when a proxy of ours brought it. */
export function senderOf(socketAddress: string, forwardedFor: string, proxies: readonly string[]): string {
  let sender = socketAddress;
  for (const hop of forwardedFor.split(',').reverse()) {
    if (!isAddressIn(sender, proxies) || hop.trim() === '') break;
    sender = hop.trim();
  }
  return plainAddress(sender);
}

function addNetwork(list: BlockList, network: string): void {
  const [base = '', bits] = network.split('/');
  if (isIP(base) === 0) return;
  const family = isIPv4(base) ? 'ipv4' : 'ipv6';
  const length = bits === undefined ? (family === 'ipv4' ? 32 : 128) : Number(bits);
  if (Number.isInteger(length) && length >= 0 && length <= (family === 'ipv4' ? 32 : 128))
    list.addSubnet(base, length, family);
}

/** `::ffff:127.0.0.1` is 127.0.0.1. */
function plainAddress(address: string): string {
  return address.replace(/^::ffff:(?=\d+\.)/i, '');
}
