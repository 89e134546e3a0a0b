-- Replays that are over are kept for as long as what they sent again, and then looked for by the time at which they ended.
create index replays_over on replays (finished_time) where state <> 'running';
