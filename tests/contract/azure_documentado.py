"""What public documentation says of the names that the Bicep files use; each table names its page.

Written down apart from the files that it judges: an id that is copied from them would agree with its own mistake.
"""

# learn.microsoft.com/azure/role-based-access-control/built-in-roles; the one of documents is of Cosmos DB itself:
# learn.microsoft.com/azure/cosmos-db/nosql/security/reference-data-plane-roles
BUILT_IN_ROLES = {
    "Cosmos DB Built-in Data Contributor": "00000000-0000-0000-0000-000000000002",
    "Durable Task Data Contributor": "0ad04412-c4d5-4796-b79c-f76d14c8d402",
    "Key Vault Secrets Officer": "b86a8fe4-44ce-4948-aee5-eccb2c155cd7",
    "Key Vault Secrets User": "4633458b-17de-408a-b874-0445c86b69e6",
    "Monitoring Metrics Publisher": "3913510d-42f4-4e42-8a64-420c390055eb",
    "Storage Blob Data Owner": "b7e6dc6d-f1e8-4753-8033-0f276bb0955b",
    "Storage Queue Data Contributor": "974c5e8b-45b9-4653-ba55-5f855dd0fb88",
    "Storage Table Data Contributor": "0a9a7e1f-b9d0-4cc4-a60d-0319b160aaa3",
}

# github.com/Azure/bicep-types-az, generated/*/<provider>/<version>: what Bicep itself checks names against.
# All but diagnosticSettings, of which there is no other in use, are stable.
TYPES = {
    "Microsoft.Authorization/roleAssignments@2022-04-01",
    "Microsoft.Consumption/budgets@2023-11-01",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases/containers@2024-11-15",
    "Microsoft.DocumentDB/databaseAccounts/sqlDatabases@2024-11-15",
    "Microsoft.DocumentDB/databaseAccounts/sqlRoleAssignments@2024-11-15",
    "Microsoft.DocumentDB/databaseAccounts@2024-11-15",
    "Microsoft.DurableTask/schedulers/taskHubs@2025-11-01",
    "Microsoft.DurableTask/schedulers@2025-11-01",
    "Microsoft.Insights/actionGroups@2023-01-01",
    "Microsoft.Insights/components@2020-02-02",
    "Microsoft.Insights/diagnosticSettings@2021-05-01-preview",
    "Microsoft.Insights/scheduledQueryRules@2023-12-01",
    "Microsoft.Insights/webtests@2022-06-15",
    "Microsoft.Insights/workbooks@2023-06-01",
    "Microsoft.KeyVault/vaults@2023-07-01",
    "Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31",
    "Microsoft.OperationalInsights/queryPacks/queries@2019-09-01",
    "Microsoft.OperationalInsights/queryPacks@2019-09-01",
    "Microsoft.OperationalInsights/workspaces@2023-09-01",
    "Microsoft.Resources/resourceGroups@2024-03-01",
    "Microsoft.Storage/storageAccounts/blobServices/containers@2023-05-01",
    "Microsoft.Storage/storageAccounts/blobServices@2023-05-01",
    "Microsoft.Storage/storageAccounts/queueServices/queues@2023-05-01",
    "Microsoft.Storage/storageAccounts/queueServices@2023-05-01",
    "Microsoft.Storage/storageAccounts/tableServices@2023-05-01",
    "Microsoft.Storage/storageAccounts@2023-05-01",
    "Microsoft.Web/serverfarms@2024-04-01",
    "Microsoft.Web/sites/basicPublishingCredentialsPolicies@2024-04-01",
    "Microsoft.Web/sites/config@2024-04-01",
    "Microsoft.Web/sites@2024-04-01",
}

# Flex Consumption answers any other of siteConfig with error 51021: github.com/Azure/terraform-azurerm-avm-res-web-site
# (pull 345) tells the refused ones, the azurerm provider's function_app_flex_consumption those that are taken.
FLEX_SITE_CONFIG = {"cors", "http20Enabled", "minTlsVersion", "remoteDebuggingEnabled", "scmMinTlsVersion"}

# learn.microsoft.com/azure/azure-functions/functions-app-settings#flex-consumption-plan-deprecations, and what the
# Azure CLI leaves behind when it moves an app to Flex (az functionapp flex-migration).
NOT_ON_FLEX = {
    "ENABLE_ORYX_BUILD",
    "FUNCTIONS_EXTENSION_VERSION",
    "FUNCTIONS_MAX_HTTP_CONCURRENCY",
    "FUNCTIONS_WORKER_DYNAMIC_CONCURRENCY_ENABLED",
    "FUNCTIONS_WORKER_PROCESS_COUNT",
    "FUNCTIONS_WORKER_RUNTIME",
    "FUNCTIONS_WORKER_RUNTIME_VERSION",
    "SCM_DO_BUILD_DURING_DEPLOYMENT",
    "TZ",
    "WEBSITE_CONTENTAZUREFILECONNECTIONSTRING",
    "WEBSITE_CONTENTOVERVNET",
    "WEBSITE_CONTENTSHARE",
    "WEBSITE_DNS_SERVER",
    "WEBSITE_LOAD_CERTIFICATES",
    "WEBSITE_MAX_DYNAMIC_APPLICATION_SCALE_OUT",
    "WEBSITE_MOUNT_ENABLED",
    "WEBSITE_RUN_FROM_PACKAGE",
    "WEBSITE_SKIP_CONTENTSHARE_VALIDATION",
    "WEBSITE_TIME_ZONE",
    "WEBSITE_VNET_ROUTE_ALL",
}
# learn.microsoft.com/azure/azure-functions/flex-consumption-plan
FLEX_MEMORY_MB = {512, 2048, 4096}
FLEX_INSTANCES = range(40, 1001)
FLEX_ALWAYS_READY = {"http", "blob", "durable"}

# Of a rule that asks logs, from how often to how far back: registry.terraform.io/providers/hashicorp/azurerm,
# monitor_scheduled_query_rules_alert_v2.
EVERY = ["PT5M", "PT10M", "PT15M", "PT30M", "PT45M", "PT1H", "PT2H", "PT3H", "PT4H", "PT5H", "PT6H", "P1D"]
WINDOWS = [*EVERY, "P2D"]
