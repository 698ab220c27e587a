package io.boogeyman.cli.download;

import java.net.URI;
import java.util.List;

/**
 * The public sets of the paper (Atli et al. 2020) and their kin that have a stable address.
 * Addresses, sizes and checksums were compared with several public loaders of these sets, not with
 * the publishers' own servers. Of GTSRB it is the final training set of 39,209 images, as in the
 * paper; torchvision takes the smaller one of the online competition.
 */
public final class PublicSets {
  private static final String SIGNS =
      "https://sid.erda.dk/public/archives/daaeac0d7ce1152aea9b61d9f1e19370/";

  private static final String IMAGENET_TERMS =
      "The photographs are ImageNet's, whose terms allow non-commercial research and education"
          + " only (https://image-net.org/download.php).";

  private PublicSets() {}

  /** All of them. */
  public static List<PublicSet> all() {
    return List.of(gtsrb(), cifar10(), cifar100(), caltech256(), cub200(), tinyImageNet());
  }

  private static PublicSet gtsrb() {
    return new PublicSet(
        "gtsrb",
        "German Traffic Sign Recognition Benchmark",
        "43 classes of traffic signs, 39,209 images for training and 12,630 for testing",
        "No licence is stated. The publishers ask to cite Stallkamp et al., Man vs. computer,"
            + " Neural Networks 32 (2012).",
        URI.create("https://benchmark.ini.rub.de/gtsrb_dataset.html"),
        List.of(
            PublicFile.at(
                SIGNS + "GTSRB_Final_Training_Images.zip",
                276_294_756,
                Checksum.md5("f33fd80ac59bff73c82d25ab499e03a3")),
            PublicFile.at(
                SIGNS + "GTSRB_Final_Test_Images.zip",
                88_978_620,
                Checksum.md5("c7e4e6327067d32654124b0fe9e82185")),
            PublicFile.at(
                SIGNS + "GTSRB_Final_Test_GT.zip",
                99_620,
                Checksum.md5("fe31e9c9270bbcd7b84b7f21a9d9d9e5"))),
        List.of("train", "test"));
  }

  private static PublicSet cifar10() {
    return new PublicSet(
        "cifar-10",
        "CIFAR-10",
        "10 classes of photographs of 32x32, 50,000 for training and 10,000 for testing",
        cifarTerms(),
        URI.create("https://www.cs.toronto.edu/~kriz/cifar.html"),
        List.of(
            PublicFile.at(
                "https://www.cs.toronto.edu/~kriz/cifar-10-binary.tar.gz",
                170_052_171,
                Checksum.sha256(
                    "c4a38c50a1bc5f3a1c5537f2155ab9d68f9f25eb1ed8d9ddda3db29a59bca1dd"))),
        List.of("train", "test"));
  }

  private static PublicSet cifar100() {
    return new PublicSet(
        "cifar-100",
        "CIFAR-100",
        "100 classes of photographs of 32x32, 50,000 for training and 10,000 for testing",
        cifarTerms(),
        URI.create("https://www.cs.toronto.edu/~kriz/cifar.html"),
        List.of(
            PublicFile.at(
                "https://www.cs.toronto.edu/~kriz/cifar-100-binary.tar.gz",
                168_513_733,
                Checksum.sha256(
                    "58a81ae192c23a4be8b1804d68e518ed807d710a4eb253b1f2a199162a40d8ec"))),
        List.of("train", "test"));
  }

  private static String cifarTerms() {
    return "No licence is stated. The publisher asks to cite Krizhevsky, Learning multiple layers"
        + " of features from tiny images (2009).";
  }

  private static PublicSet caltech256() {
    return new PublicSet(
        "caltech-256",
        "Caltech-256",
        "30,607 photographs of 256 classes and of clutter, not divided into parts",
        "CC BY 4.0 (https://creativecommons.org/licenses/by/4.0/). To cite: Griffin, Holub and"
            + " Perona, Caltech 256, CaltechDATA (2022), doi 10.22002/D1.20087.",
        URI.create("https://data.caltech.edu/records/nyy15-4j048"),
        List.of(
            PublicFile.at(
                "https://data.caltech.edu/records/nyy15-4j048/files/256_ObjectCategories.tar",
                1_183_006_720,
                Checksum.sha256(
                    "08ff01b03c65566014ae88eb0490dbe4419fc7ac4de726ee1163e39fd809543e"))),
        List.of());
  }

  private static PublicSet cub200() {
    return new PublicSet(
        "cub-200-2011",
        "Caltech-UCSD Birds 200-2011",
        "200 species of birds, 5,994 photographs for training and 5,794 for testing",
        "No licence that could be verified; the photographs are their photographers' (Flickr)."
            + " Take it to be for non-commercial research and education only. To cite: Wah et"
            + " al., CNS-TR-2011-001, Caltech (2011). Some images are ImageNet's too.",
        URI.create("https://www.vision.caltech.edu/datasets/cub_200_2011/"),
        List.of(
            PublicFile.at(
                "https://data.caltech.edu/records/65de6-vp158/files/CUB_200_2011.tgz",
                1_150_585_339,
                Checksum.sha256(
                    "0c685df5597a8b24909f6a7c9db6d11e008733779a671760afef78feb49bf081"))),
        List.of("train", "test"));
  }

  private static PublicSet tinyImageNet() {
    return new PublicSet(
        "tiny-imagenet",
        "Tiny ImageNet",
        "200 of ImageNet's classes at 64x64, 100,000 for training, 10,000 for validation and"
            + " 10,000 unlabelled",
        IMAGENET_TERMS,
        URI.create("https://cs231n.stanford.edu/"),
        List.of(
            PublicFile.at(
                "https://cs231n.stanford.edu/tiny-imagenet-200.zip",
                248_100_043,
                Checksum.sha256(
                    "6198c8ae015e2b3e007c7841da39ec069199b9aa3bfa943a462022fe5e43c821"))),
        List.of("train", "val", "test"));
  }
}
