-- What v4 asks for a domain, by its ending and the years; a term that costs nothing is not sold.
select terms.tld, terms.years, terms.price, terms.name, terms.product, terms.registrar, terms.accepted, terms.transfer
from (select t.tld_id as tld, y.n as years,
             case y.n when 1 then t.tld_1y when 2 then t.tld_2y when 3 then t.tld_3y when 4 then t.tld_4y when 5 then t.tld_5y
                      when 6 then t.tld_6y when 7 then t.tld_7y when 8 then t.tld_8y when 9 then t.tld_9y else t.tld_10y end as price,
             case substr(trim(t.tld_extension), 1, 1) when '.' then substr(trim(t.tld_extension), 2) else t.tld_extension end as name,
             t.pack_id as product, t.registrar_id as registrar, t.tld_accepted as accepted, t.tld_transfer as transfer
      from tld_config t
      cross join (select 1 as n union select 2 union select 3 union select 4 union select 5
                  union select 6 union select 7 union select 8 union select 9 union select 10) y) terms
where terms.price + 0 <> 0
