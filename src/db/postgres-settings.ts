/**
 * What the embedded server departs from PostgreSQL's defaults in: small and quiet on a machine it shares with
 * Daybook, and as durable as it comes (fsync, full_page_writes and synchronous_commit keep their defaults).
 */
export const postgresSettings: Record<string, string> = {
  max_connections: '60',
  superuser_reserved_connections: '3',
  shared_buffers: '64MB',
  effective_cache_size: '512MB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  // The data are on a solid-state disk more often than not.
  random_page_cost: '1.1',
  // Short statements by the thousand: compiling one costs more than it saves.
  jit: 'off',
  // Every process takes 2 to 5 MB: no workers for input and output, none for replication, few for the rest.
  io_method: 'sync',
  max_worker_processes: '3',
  max_parallel_workers: '2',
  max_parallel_workers_per_gather: '1',
  max_parallel_maintenance_workers: '1',
  max_logical_replication_workers: '0',
  max_wal_senders: '0',
  max_replication_slots: '0',
  autovacuum_worker_slots: '2',
  autovacuum_max_workers: '2',
  autovacuum_naptime: '30s',
  // `replica` and not `minimal` lets an operator copy the files of a running server (pg_backup_start).
  wal_level: 'replica',
  min_wal_size: '64MB',
  max_wal_size: '512MB',
  checkpoint_timeout: '10min',
  timezone: 'UTC',
  log_timezone: 'UTC',
  log_line_prefix: '%m [%p] %q%u@%d ',
  log_checkpoints: 'off',
  log_min_duration_statement: '2s',
  log_parameter_max_length: '0',
  log_parameter_max_length_on_error: '0',
};

/** Settings of pg_stat_statements, which cost 1 MB and tell which statements the time goes to. */
export const statementStatistics: Record<string, string> = {
  shared_preload_libraries: 'pg_stat_statements',
  'pg_stat_statements.max': '1000',
};
