import { AnalyzerService } from "@pulumi/pulumi/proto/analyzer_grpc_pb";

/**
 * Has the pack offer no remediation. The engine asks for it of every resource before it asks for a verdict, and the
 * SDK decodes the resource to say that there is none; gRPC says so of a call that is not there without looking.
 */
export function verdictsOnly(): void {
  delete (AnalyzerService as Partial<typeof AnalyzerService>).remediate;
}
