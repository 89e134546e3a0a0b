import type { BenchDatabase } from './database.ts';

/**
 * Runs SQL that fills these tables while they have no index, no key and no trigger, then makes those again, which is faster;
 * returns the seconds it took. What the rows refer to need not be there.
 */
export async function fillTables(database: BenchDatabase, tables: readonly string[], sql: string): Promise<number> {
  const begin = performance.now();
  const names = `array[${tables.map((table) => `'${table}'`).join(', ')}]`;
  // Collected in a table of names and definitions: foreign keys last, since they need the keys they point to.
  await database.asAdmin(`
    set maintenance_work_mem = '512MB';
    create temporary table parts as
    select conrelid::regclass::text as of_table, conname::text as name, pg_get_constraintdef(oid) as definition,
      case contype when 'f' then 3 else 1 end as step
    from pg_constraint
    where (contype in ('p', 'u', 'f') and conrelid = any(${names}::regclass[]))
      or (contype = 'f' and confrelid = any(${names}::regclass[]))
    union
    select tablename, indexname, indexdef, 2 from pg_indexes
    where tablename = any(${names}) and indexname not in (select conname from pg_constraint);
    do $$ declare part record; name text; begin
      for part in select * from parts order by step desc loop
        if part.step = 2 then execute format('drop index %I', part.name);
        else execute format('alter table %s drop constraint %I', part.of_table, part.name); end if;
      end loop;
      foreach name in array ${names} loop
        -- What is emptied in the same transaction is not logged when it is filled, at wal_level minimal.
        execute format('truncate %I', name);
        execute format('alter table %I disable trigger all', name);
      end loop;
    end $$;
    ${sql};
    do $$ declare part record; name text; begin
      foreach name in array ${names} loop execute format('alter table %I enable trigger all', name); end loop;
      for part in select * from parts order by step loop
        if part.step = 2 then execute part.definition;
        else execute format('alter table %s add constraint %I %s', part.of_table, part.name,
          part.definition || case part.step when 3 then ' not valid' else '' end); end if;
      end loop;
    end $$;`);
  // As autovacuum would within minutes.
  for (const table of tables) await database.asAdmin(`vacuum analyze ${table}`);
  return (performance.now() - begin) / 1000;
}
