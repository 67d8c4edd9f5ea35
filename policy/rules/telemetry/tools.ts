import { NO, YES, argument, on, variable, type TelemetryEntry } from "./entry";

/** What people use beside models: notebooks, pages, pipelines, databases of vectors. */
export const TOOLS: readonly TelemetryEntry[] = [
  on("in source", [
    "JupyterLab",
    [
      "base-notebook",
      "minimal-notebook",
      "scipy-notebook",
      "datascience-notebook",
      "tensorflow-notebook",
      "pytorch-notebook",
      "pyspark-notebook",
      "all-spark-notebook",
      "jupyterlab",
    ],
    "questions for new versions and news to pypi.org and jupyterlab.github.io",
    [
      [argument("LabApp.check_for_updates_class", ["jupyterlab.NeverCheckForUpdate"])],
      [argument("LabApp.news_url", ["none", ""])],
    ],
  ]),
  on("by repute", [
    "Streamlit",
    ["streamlit"],
    "page views to its makers",
    [
      [
        variable("STREAMLIT_BROWSER_GATHER_USAGE_STATS", NO),
        argument("browser.gatherUsageStats", NO),
      ],
    ],
  ]),
  on("in source", [
    "Gradio",
    ["gradio"],
    "starts of apps to huggingface.co, and questions for new versions to api.gradio.app",
    [[variable("GRADIO_ANALYTICS_ENABLED", NO)]],
  ]),
  on("in source", [
    "Airflow",
    ["airflow"],
    "versions, database and executor to Scarf",
    // Of Scarf's switch every other word is a yes.
    [
      [
        variable("AIRFLOW__USAGE_DATA_COLLECTION__ENABLED", NO),
        variable("SCARF_ANALYTICS", ["false"]),
      ],
    ],
  ]),
  on("in source", [
    "Superset",
    ["superset"],
    "page views to Scarf, by the reader's browser",
    [[variable("SCARF_ANALYTICS", ["false"])]],
  ]),
  on("by repute", [
    "Qdrant",
    ["qdrant"],
    "counts to telemetry.qdrant.io",
    [[variable("QDRANT__TELEMETRY_DISABLED", YES), argument("disable-telemetry", YES)]],
  ]),
  on("in source", [
    "Chroma",
    ["chroma"],
    "counts to PostHog",
    [[variable("ANONYMIZED_TELEMETRY", NO)]],
  ]),
  on("in source", [
    "Weaviate",
    ["weaviate"],
    "version, modules and number of objects to its makers, each day",
    [[variable("DISABLE_TELEMETRY", YES)]],
  ]),
  on("in source", [
    "Prefect",
    ["prefect"],
    "versions and a session's id to sens-o-matic.prefect.io, every ten minutes",
    [[variable("PREFECT_SERVER_ANALYTICS_ENABLED", NO)]],
  ]),
  on("by repute", [
    "Metabase",
    ["metabase"],
    "counts and questions for new versions to metabase.com",
    [
      [variable("MB_ANON_TRACKING_ENABLED", ["false"])],
      [variable("MB_CHECK_FOR_UPDATES", ["false"])],
    ],
  ]),
  on("in source", [
    ".NET SDK",
    ["dotnet/sdk"],
    "commands to Microsoft",
    [[variable("DOTNET_CLI_TELEMETRY_OPTOUT", YES)]],
  ]),
  on("by repute", [
    "Next.js",
    ["nextjs"],
    "builds to telemetry.nextjs.org",
    [[variable("NEXT_TELEMETRY_DISABLED", YES)]],
  ]),
];
