import { createHash } from "node:crypto";
import { createServer, type IncomingMessage, type Server } from "node:http";
import type { AddressInfo, Socket } from "node:net";

/** RFC 6455, 1.3: what a server adds to the client's key. */
const webSocketGuid = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11";

/**
 * The port-forward part of an API server, on loopback: channel 0 is the connection, channel 1 its
 * errors, and each starts with the port. Frames are short here, so their lengths fit 16 bits.
 */
export class ForwardingApiServer {
  /** The paths that were asked for. */
  readonly asked: string[] = [];
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly url: string,
  ) {}

  /** `answer` gets what came over the connection, and says on which channel what goes back. */
  static async serve(
    answer: (text: string) => { channel: 0 | 1; text: string },
  ): Promise<ForwardingApiServer> {
    const server = createServer();
    await new Promise<void>((listening) => server.listen(0, "127.0.0.1", listening));
    const { port } = server.address() as AddressInfo;
    const served = new ForwardingApiServer(server, `http://127.0.0.1:${port}`);
    server.on("upgrade", (request: IncomingMessage, socket: Socket) => {
      served.asked.push(request.url ?? "");
      served.sockets.add(socket.on("error", () => undefined));
      const key = `${request.headers["sec-websocket-key"] ?? ""}${webSocketGuid}`;
      socket.write(
        "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n" +
          "Sec-WebSocket-Protocol: v4.channel.k8s.io\r\n" +
          `Sec-WebSocket-Accept: ${createHash("sha1").update(key).digest("base64")}\r\n\r\n`,
      );
      for (const channel of [0, 1]) socket.write(frame(channel, Buffer.from([0x28, 0x23])));
      socket.on("data", (data: Buffer) => {
        const { opcode, payload } = unframed(data);
        if (opcode !== 2) return;
        const { channel, text } = answer(payload.subarray(1).toString());
        socket.write(frame(channel, Buffer.from(text)));
      });
    });
    return served;
  }

  async stop(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    this.server.closeAllConnections();
    await new Promise((closed) => this.server.close(closed));
  }
}

function frame(channel: number, content: Buffer): Buffer {
  const length = content.length + 1;
  const size = length < 126 ? [length] : [126, length >> 8, length & 0xff];
  return Buffer.concat([Buffer.from([0x82, ...size, channel]), content]);
}

function unframed(data: Buffer): { opcode: number; payload: Buffer } {
  const short = (data[1] ?? 0) & 0x7f;
  const start = short === 126 ? 4 : 2;
  const length = short === 126 ? data.readUInt16BE(2) : short;
  const mask = data.subarray(start, start + 4);
  const masked = data.subarray(start + 4, start + 4 + length);
  const payload = Buffer.from(masked.map((byte, index) => byte ^ (mask[index % 4] ?? 0)));
  return { opcode: (data[0] ?? 0) & 0x0f, payload };
}
