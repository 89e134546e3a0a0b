-- Websites name a page by its id as well as by its slug (contract 12.5).
create index public_address_by_page on public_addresses (page_id);
