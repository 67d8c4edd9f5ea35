import { createServer, type AddressInfo, type Server, type Socket } from "node:net";
import { Writable } from "node:stream";
import { PortForward as Forwarder, type KubeConfig } from "@kubernetes/client-node";

/** The pod port of Seldon's Envoy; its Service seldon-mesh listens on 80. */
const envoyPort = 9000;

/** Which pod is to be reached. */
interface Pod {
  readonly namespace: string;
  readonly name: string;
}

/** The part of the client's web socket that is used here; its own types are not published with it. */
interface Pipe {
  onclose: () => void;
  onerror: () => void;
  close(): void;
}

/** A port on loopback that leads to a pod by way of the API server, as kubectl port-forward does. */
export class PortForward {
  /** What the API server or the pod's node said last when it would not forward. */
  complaint = "";
  private readonly sockets = new Set<Socket>();

  private constructor(
    private readonly server: Server,
    readonly address: string,
  ) {}

  static async open(kubeconfig: KubeConfig, pod: Pod): Promise<PortForward> {
    const server = createServer();
    await new Promise<void>((listening, refused) => {
      server.once("error", refused).listen(0, "127.0.0.1", listening);
    });
    const { port } = server.address() as AddressInfo;
    const opened = new PortForward(server, `http://127.0.0.1:${port}`);
    const forwarder = new Forwarder(kubeconfig);
    server.on("connection", (socket) => void opened.forward(forwarder, pod, socket));
    return opened;
  }

  async close(): Promise<void> {
    for (const socket of this.sockets) socket.destroy();
    await new Promise((closed) => this.server.close(closed));
  }

  private async forward(
    forwarder: Forwarder,
    { namespace, name }: Pod,
    socket: Socket,
  ): Promise<void> {
    this.sockets.add(socket);
    // Whoever called sees the same end of the connection.
    socket.on("error", () => undefined);
    const complaints = new Writable({
      write: (chunk: Buffer, _encoding, done) => {
        if (chunk.length > 0) {
          this.complaint = chunk.toString().trim();
          socket.destroy();
        }
        done();
      },
    });
    try {
      const pipe = (await forwarder.portForward(
        namespace,
        name,
        [envoyPort],
        socket,
        complaints,
        socket,
      )) as unknown as Pipe;
      pipe.onclose = () => socket.destroy();
      pipe.onerror = () => socket.destroy();
      socket.once("close", () => {
        this.sockets.delete(socket);
        pipe.close();
      });
      if (socket.destroyed) pipe.close();
    } catch (error) {
      this.complaint = messageOf(error);
      socket.destroy();
    }
  }
}

/** A web socket fails with an event that wraps the error. */
function messageOf(error: unknown): string {
  const { message } = (error ?? {}) as { message?: unknown };
  return typeof message === "string" ? message : "the connection was refused";
}
