SELECT -- Kutipan: satu baris untuk setiap berita yang menyebut sebuah inovasi, dengan kalimat buktinya.
  i.name AS "Nama inovasi", -- Nama inovasi seperti pada lembar Inovasi.
  v.name AS "Ditulis sebagai", -- Nama seperti ditulis berita ini.
  v.owners AS "Instansi menurut berita", -- Pemilik seperti ditulis berita ini.
  v.region_name AS "Wilayah menurut berita", -- Wilayah menurut berita ini.
  v.quote AS "Kutipan", -- Kalimat yang menjadi bukti.
  v.title AS "Judul berita", -- Judul berita.
  v.outlet AS "Media", -- Nama media.
  v.published AS "Tanggal terbit", -- Tanggal berita terbit.
  v.url AS "Tautan berita", -- Alamat berita.
  v.confidence AS "Keyakinan", -- Seberapa yakin mesin, dari 0 sampai 1.
  v.innovation_id AS "ID inovasi", -- Tanda pengenal inovasi.
  v.article_id AS "ID berita" -- Tanda pengenal berita.
FROM v_mentions AS v JOIN innovations AS i ON i.id = v.innovation_id
WHERE v.innovation_id IN (SELECT value FROM json_each(:innovations))
  AND v.article_id IN (SELECT value FROM json_each(:articles))
ORDER BY i.name, i.id, v.published IS NULL, v.published, v.article_id, v.local_id
